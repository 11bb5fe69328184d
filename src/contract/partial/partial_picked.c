// SPDX-License-Identifier: GPL-2.0-only
/* Single pages that go elsewhere, without the array that they lie in. */
#include "c/outline/words.h"
#include "calls/value/meaning.h"
#include "contract/partial/partial_private.h"
#include "contract/path/code.h"

bool partial_is_of_one(const struct walk *walk, const struct array_use *use)
{
	const struct outline *outline = &walk->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t last = use->token + 1;
	bool is_named = false;

	if (token_is_called(tokens, use->token))
		last = outline_closing(outline, token_next(tokens, use->token));
	for (size_t i = use->token; i < last; i++) {
		if (!page_array_at(&walk->array, i))
			continue;
		if (!token_is(tokens, token_next(tokens, i), "[") ||
		    token_is(tokens, token_previous(tokens, code_object(outline, i)), "&"))
			return false;
		is_named = true;
	}
	return is_named && use->event == ARRAY_ESCAPED;
}
