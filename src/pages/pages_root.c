// SPDX-License-Identifier: GPL-2.0-only
/* The place that pages are put into. */
#include "base/arena.h"
#include "pages/array.h"
#include "pages/pages.h"
#include "path/code.h"

#include <string.h>

bool page_root_in(struct source *source, const struct expr *expr, struct arena *arena,
		  struct page_root *root)
{
	const struct expr *array = array_in(source, expr), *base = array ? pages_base(array) : NULL;

	if (!base)
		return false;
	*root = (struct page_root){ .name = base->op, .member = "" };
	if (array->kind == EXPR_MEMBER)
		root->member = code_text(&source->outline, base->op + 1, array->last, arena);
	return true;
}

/* A wrapper puts them into a member of what it gets: `work`, `&work`, `&work->list`. */
static bool root_by_member(struct source *source, const struct acquire *acquire, struct arena *arena,
			   struct page_root *root)
{
	const struct outline *outline = &source->outline;
	const struct expr *object = expr_bare(acquire->pages), *base;
	bool is_address = object->kind == EXPR_UNARY && expr_op_is(outline, object, "&");
	const char *member = acquire->member;

	if (is_address)
		object = expr_bare(object->left);
	base = object->kind == EXPR_IDENTIFIER || object->kind == EXPR_MEMBER ? pages_base(object) : NULL;
	if (!base || strncmp(member, "->", 2))
		return false;
	root->name = base->op;
	root->member = arena_printf(arena, "%s%s%s", code_text(outline, base->op + 1, object->last, arena),
				    is_address ? "." : "->", member + 2);
	return true;
}

bool page_root_of(struct source *source, const struct acquire *acquire, struct arena *arena,
		  struct page_root *root)
{
	if (acquire->member)
		return root_by_member(source, acquire, arena, root);
	if (acquire->pages)
		return page_root_in(source, acquire->pages, arena, root);
	*root = (struct page_root){ .name = acquire->result, .member = "" };
	return acquire->result != NO_TOKEN && is_object_at(&source->outline.tokens, acquire->result);
}
