// SPDX-License-Identifier: GPL-2.0-only
/* The place that pages are put into. */
#include "base/data/arena.h"
#include "calls/value/local.h"
#include "contract/pages/array.h"
#include "contract/pages/pages.h"
#include "contract/path/code.h"

#include <string.h>

/* The brace behind the tag that defines it in this file; else NO_TOKEN. */
static size_t body_of(struct source *source, size_t tag)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_first(uses, tag); i != NO_USE; i = uses_next(uses, i))
		if (token_is(tokens, token_next(tokens, i), "{") &&
		    token_is(tokens, token_previous(tokens, i), "struct"))
			return token_next(tokens, i);
	return NO_TOKEN;
}

/* A variable that is a union, or a struct with one in it, as far as this file tells. */
static bool has_union(struct source *source, size_t variable)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	struct local local = local_find(source, variable);
	size_t type = local.type, open;

	while (local.found && type < local.declaration && !token_is(tokens, type, "union") &&
	       !token_is(tokens, type, "struct"))
		type = token_next(tokens, type);
	if (!local.found || !token_is(tokens, type, "struct"))
		return local.found && token_is(tokens, type, "union");
	open = token_next(tokens, type);
	if (!token_is(tokens, open, "{"))
		open = body_of(source, open);
	for (size_t i = open; i < tokens->n && i < outline_closing(outline, open); i++)
		if (token_is(tokens, i, "union"))
			return true;
	return false;
}

bool page_root_in(struct source *source, const struct expr *expr, struct arena *arena,
		  struct page_root *root)
{
	const struct expr *array = array_in(source, expr), *base = array ? pages_base(array) : NULL;

	if (!base)
		return false;
	*root = (struct page_root){ .name = base->op, .member = "" };
	if (array->kind == EXPR_MEMBER) {
		root->member = code_text(&source->outline, base->op + 1, array->last, arena);
		root->is_in_union = has_union(source, base->op);
	}
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
	*root = (struct page_root){ .name = base->op, .is_in_union = has_union(source, base->op) };
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
