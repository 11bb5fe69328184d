// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/page_call.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/family/family.h"
#include "contract/hold/release.h"

static const struct page_call {
	const char *name;
	enum page_effect effect;
} page_calls[] = {
#define PAGE_CALL(name, effect) { #name, PAGE_EFFECT_##effect },
#include "contract/pages/page_calls.def"
};

enum page_effect page_effect_of(const struct token_list *tokens, size_t i)
{
	for (size_t k = 0; k < ARRAY_SIZE(page_calls); k++)
		if (word_fits(tokens, i, page_calls[k].name))
			return page_calls[k].effect;
	return PAGE_EFFECT_UNKNOWN;
}

bool page_call_is_unknown(const struct token_list *tokens, size_t i)
{
	return token_is_called(tokens, i) && !is_capitals(tokens, i) &&
	       !gup_function_find(tokens->text + tokens->items[i].offset, tokens->items[i].length) &&
	       !release_at(tokens, i) && page_effect_of(tokens, i) == PAGE_EFFECT_UNKNOWN;
}
