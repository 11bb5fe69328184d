// SPDX-License-Identifier: GPL-2.0-only
#include "rules/compared.h"

#include "base/mem.h"

static bool is_relation(const struct token_list *tokens, size_t i)
{
	static const char *const relations[] = { "<", "<=", ">", ">=" };

	return token_is_any(tokens, i, relations, ARRAY_SIZE(relations));
}

/* Where a comparison's operand begins or ends. */
static bool is_bound(const struct token_list *tokens, size_t i)
{
	static const char *const bounds[] = { "(", ")", "&&", "||", ";", ",", "?", ":", "=", "return" };

	return token_is_any(tokens, i, bounds, ARRAY_SIZE(bounds));
}

/* The end of the operand that begins at token i. */
static size_t operand_end(const struct outline *outline, size_t i)
{
	for (; i < outline->tokens.n; i = token_next(&outline->tokens, i)) {
		if (token_is(&outline->tokens, i, "(") || token_is(&outline->tokens, i, "[")) {
			i = outline_closing(outline, i);
			if (i == NO_TOKEN)
				return outline->tokens.n;
		} else if (is_bound(&outline->tokens, i)) {
			return i;
		}
	}
	return i;
}

const struct expr *compared_with(struct source *source, size_t first, size_t last)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, first), other;

	if (is_relation(tokens, last) && is_bound(tokens, before)) {
		other = token_next(tokens, last);
		return expr_read(outline, other, operand_end(outline, other),
				 &source->arena);
	}
	if (!is_relation(tokens, before) || !is_bound(tokens, last))
		return NULL;
	other = token_previous(tokens, before);
	if (!is_bound(tokens, token_previous(tokens, other)))
		return NULL;
	return expr_read(outline, other, before, &source->arena);
}
