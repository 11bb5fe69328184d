// SPDX-License-Identifier: GPL-2.0-only
/* The names by which a function knows the pages, and the members that they lie in. */
#include "contract/pages/pages_private.h"
#include "contract/path/code.h"

#include <string.h>

uint32_t pages_id_of(const struct pages *pages, size_t name)
{
	return uses_first(source_uses(pages->source), name);
}

bool pages_is_root(const struct pages *pages, const struct expr *expr)
{
	return expr->kind == EXPR_IDENTIFIER &&
	       pages_id_of(pages, expr->op) == pages_id_of(pages, pages->root.name);
}

size_t pages_name_of(const struct pages *pages, const struct expr *expr)
{
	size_t i = 0;

	expr = expr_bare(expr);
	if (expr->kind != EXPR_IDENTIFIER)
		return pages->n_names;
	while (i < pages->n_names && pages->names[i] != pages_id_of(pages, expr->op))
		i++;
	return i;
}

size_t pages_add_name(struct pages *pages, const struct expr *variable)
{
	size_t i = pages_name_of(pages, variable);

	if (i == MAX_PAGE_NAMES) {
		pages->is_lost = true;
		return 0;
	}
	if (i == pages->n_names)
		pages->names[pages->n_names++] = pages_id_of(pages, variable->op);
	return i;
}

const struct expr *pages_base(const struct expr *expr)
{
	expr = expr_bare(expr);
	while (expr->kind == EXPR_MEMBER)
		expr = expr_bare(expr->left);
	return expr->kind == EXPR_IDENTIFIER ? expr : NULL;
}

bool pages_is_member(const struct pages *pages, const struct expr *expr, struct arena *arena)
{
	const struct expr *base = pages_base(expr);

	expr = expr_bare(expr);
	return base && expr->kind == EXPR_MEMBER && pages_is_root(pages, base) && *pages->root.member &&
	       !strcmp(code_text(&pages->source->outline, base->op + 1, expr->last, arena), pages->root.member);
}

bool pages_is_array_member(struct page_reader *reader, const struct expr *expr)
{
	return pages_is_member(reader->pages, expr, reader->arena);
}

bool pages_copies_in_holder(struct page_reader *reader, const struct expr *to)
{
	const struct expr *base;

	to = expr_bare(to);
	if (to->kind == EXPR_UNARY && expr_op_is(reader->outline, to, "&"))
		to = expr_bare(to->left);
	while (to->kind == EXPR_INDEX)
		to = expr_bare(to->left);
	base = to->kind == EXPR_MEMBER ? pages_base(to) : NULL;
	if (!base || !*reader->pages->root.member || !pages_is_root(reader->pages, base))
		return false;
	reader->pages->has_copies = true;
	return true;
}
