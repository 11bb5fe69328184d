// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/code.h"

#include "base/data/arena.h"
#include "base/data/buf.h"
#include "c/outline/words.h"

char *code_text(const struct outline *outline, size_t first, size_t last, struct arena *arena)
{
	const struct token_list *tokens = &outline->tokens;
	struct buf text = {0};
	char *kept;

	for (size_t i = first; i < last; i++)
		if (!token_is_comment(&tokens->items[i]))
			buf_add(&text, tokens->text + tokens->items[i].offset, tokens->items[i].length);
	kept = arena_printf(arena, "%s", text.data ? text.data : "");
	buf_free(&text);
	return kept;
}

char *code_of_expr(const struct outline *outline, const struct expr *expr, struct arena *arena)
{
	return code_text(outline, expr->first, expr->last, arena);
}

bool code_is_same(const struct outline *outline, const struct expr *a, const struct expr *b)
{
	const struct token_list *tokens = &outline->tokens;
	size_t i, j;

	a = expr_bare(a);
	b = expr_bare(b);
	for (i = a->first, j = b->first; i < a->last && j < b->last;
	     i = token_next(tokens, i), j = token_next(tokens, j))
		if (!same_token_text(tokens, i, j))
			return false;
	return i >= a->last && j >= b->last;
}

size_t code_object(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;

	for (;;) {
		size_t before = token_previous(tokens, i);

		if (i >= tokens->n || tokens->items[i].kind != TOKEN_IDENTIFIER)
			return NO_TOKEN;
		if (!token_is(tokens, before, "->") && !token_is(tokens, before, "."))
			return i;
		i = token_previous(tokens, before);
	}
}
