// SPDX-License-Identifier: GPL-2.0-only
/* What functions of the file return. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/private.h"

/* In a longer one nobody looks for what it returns. */
#define MAX_TOKENS 1000

static bool is_bool(const struct outline *outline, const struct function *function)
{
	for (size_t i = function->item; i < function->name_token; i++)
		if (is_bool_word(&outline->tokens, i))
			return true;
	return false;
}

/* What any of its returns can bring; 0: it has none. */
static struct meaning read_returns(struct reading *reading, const struct function *function)
{
	const struct token_list *tokens = &reading->outline->tokens;
	struct meaning meaning = means(0);

	for (size_t i = function->body; i < function->end; i++) {
		size_t first = token_next(tokens, i);
		struct meaning other;

		if (!token_is(tokens, i, "return") || tokens->items[i].directive)
			continue;
		other = read_meaning(reading, expr_read(reading->outline, first,
							expr_value_end(reading->outline, first),
							&reading->source->arena));
		meaning = meaning.bits ? means_either(reading, meaning, other) : other;
	}
	return meaning;
}

bool read_returned(struct reading *reading, const struct expr *call, struct meaning *meaning)
{
	const struct uses *uses = source_uses(reading->source);
	uint32_t index = uses_function(uses, call->left->op);
	const struct function *function;
	struct meaning all;

	if (index == NO_USE || index & SEVERAL_FUNCTIONS)
		return false;
	function = &reading->outline->functions.items[index];
	if (is_bool(reading->outline, function)) {
		*meaning = means_because(reading, MEANS_TRUTH, call, "a bool result");
		return true;
	}
	if (reading->hops == MAX_HOPS || function->end - function->body > MAX_TOKENS)
		return false;
	reading->hops++;
	all = read_returns(reading, function);
	all = means_truth(reading, all, call, "");
	reading->hops--;
	if (!(all.bits & MEANS_TRUTH) || all.bits & ~(unsigned)(MEANS_TRUTH | MEANS_ZERO))
		return false;
	*meaning = means_because(reading, MEANS_TRUTH, call, "a result that is only ever 0 or 1");
	meaning->confidence = CONFIDENCE_MEDIUM;
	return true;
}
