// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/effects.h"

#include "base/data/mem.h"
#include "c/outline/words.h"

/* They have a value and do nothing; their arguments are looked at like all others. */
static bool is_harmless(const struct token_list *tokens, size_t i)
{
	static const char *const names[] = {
#define HARMLESS(name) #name,
#include "conversion/migration/harmless.def"
	};

	return token_is_any(tokens, i, names, ARRAY_SIZE(names));
}

/* (u32)(x) looks like a call of what the first parenthesis holds. */
static bool is_cast(const struct outline *outline, size_t close)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = token_previous(tokens, close); i != NO_TOKEN; i = token_previous(tokens, i)) {
		if (outline_closing(outline, i) == close)
			return true;
		if (!is_type_word(tokens, i) && !token_is(tokens, i, "*") &&
		    !token_is(tokens, token_previous(tokens, i), "struct"))
			return false;
	}
	return false;
}

/* A parenthesis behind a name, or behind another one that is no cast's. */
static bool is_call(const struct outline *outline, size_t open)
{
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, open);

	if (before == NO_TOKEN)
		return false;
	if (token_is(tokens, before, ")") || token_is(tokens, before, "]"))
		return !is_cast(outline, before);
	return tokens->items[before].kind == TOKEN_IDENTIFIER && !is_harmless(tokens, before);
}

/* By the words: an expression may hold what no reader of expressions can read. */
bool expr_may_act(const struct outline *outline, const struct expr *expr)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = expr->first; i < expr->last; i++) {
		if (is_increment(tokens, i) || token_is(tokens, i, "{") ||
		    is_assignment(tokens, i))
			return true;
		if (i > expr->first && token_is(tokens, i, "(") && is_call(outline, i))
			return true;
	}
	return false;
}
