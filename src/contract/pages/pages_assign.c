// SPDX-License-Identifier: GPL-2.0-only
/* Assignments: who stands for the pages from now on, and who does not. */
#include "calls/value/local.h"
#include "contract/pages/pages_private.h"

bool pages_is_acquire(const struct page_reader *reader, const struct expr *expr)
{
	expr = expr_uncast(expr);
	return reader->pages->acquire && expr->kind == EXPR_CALL &&
	       expr->first == reader->pages->acquire->call.name;
}

static bool is_sum(const struct outline *outline, const struct expr *expr)
{
	expr = expr_bare(expr);
	return expr->kind == EXPR_BINARY && expr_precedence(outline, expr) == PRECEDENCE_SUM;
}

/* A variable gets pages: it stands for them from now on. Anywhere else they are kept. */
static void give(struct page_reader *reader, const struct expr *to, size_t op, const struct expr *value)
{
	struct local local = {0};
	size_t name;

	if (pages_copies_in_holder(reader, to)) {
		reader->pages->n_copied += reader->pages->copied != op;
		reader->pages->copied = op;
		return;
	}
	to = expr_bare(to);
	if (to->kind == EXPR_IDENTIFIER)
		local = local_find(reader->source, to->op);
	if (!local.found || local.is_static) {
		pages_escape(reader, op);
		return;
	}
	name = pages_add_name(reader->pages, to);
	/* pages = pages + n: the array moves, and not all of it is in sight any more. */
	if (name == 0 && (is_sum(reader->outline, value) ||
			  !token_is(&reader->outline->tokens, op, "="))) {
		pages_add_event(reader, PAGES_REPLACED, op, NULL, NULL);
		return;
	}
	pages_add_event(reader, PAGES_NAMED, op, NULL, NULL);
	pages_last_event(reader)->to = (uint8_t)name;
	pages_last_event(reader)->is_element = reader->is_element;
	reader->pages->is_element[name] |= name && reader->is_element;
	reader->pages->is_mapping[name] |= name && reader->is_mapping;
}

/* What `*to = x` writes to; else what stands there. */
static const struct expr *pointed_to(const struct page_reader *reader, const struct expr *to)
{
	return to->kind == EXPR_UNARY && expr_op_is(reader->outline, to, "*") ? expr_bare(to->left) : to;
}

/* Something else is put where the pages were, or into a name of theirs, or of what has them. */
static void replace(struct page_reader *reader, const struct expr *to, size_t op)
{
	bool is_holder;

	to = expr_bare(to);
	is_holder = *reader->pages->root.member && pages_is_root(reader->pages, pointed_to(reader, to));
	if (is_holder) {
		reader->name = 0;
	} else if (to->kind == EXPR_IDENTIFIER) {
		reader->name = pages_name_of(reader->pages, to);
		if (reader->name == reader->pages->n_names)
			return;
	} else if (to->kind == EXPR_MEMBER ? !pages_is_array_member(reader, to) :
		   to->kind != EXPR_INDEX || pages_read_expr(reader, to->left) != CARRIES_PAGES) {
		return;
	} else if (to->kind == EXPR_MEMBER) {
		reader->name = 0;
	}
	pages_add_event(reader, PAGES_REPLACED, op, NULL, NULL);
	pages_last_event(reader)->is_holder = is_holder;
}

/* `while (p-- > pages)`: it begins behind the pages, and comes to them. */
static bool goes_down(const struct page_reader *reader, const struct expr *variable)
{
	const struct token_list *tokens = &reader->outline->tokens;
	const struct function *function = outline_function_at(reader->outline, variable->op);
	const struct uses *uses = source_uses(reader->source);

	for (uint32_t i = function ? uses_behind(uses, variable->op, function->body) : NO_USE;
	     i != NO_USE && i < function->end; i = uses_next(uses, i)) {
		size_t next = token_next(tokens, i);

		if (token_is(tokens, next, "--") || token_is(tokens, next, "-=") ||
		    token_is(tokens, token_previous(tokens, i), "--"))
			return true;
	}
	return false;
}

enum carried pages_assign(struct page_reader *reader, const struct expr *to, size_t op,
			   const struct expr *value)
{
	enum carried carried;

	reader->goes_down = expr_bare(to)->kind == EXPR_IDENTIFIER && goes_down(reader, expr_bare(to));
	carried = pages_read_expr(reader, value);
	reader->goes_down = false;
	if (expr_bare(to)->kind != EXPR_IDENTIFIER && expr_bare(to)->kind != EXPR_MEMBER)
		pages_read_expr(reader, to);
	if (pages_is_acquire(reader, value))
		return carried;
	if (carried == CARRIES_PAGES)
		give(reader, to, op, value);
	else if (carried == CARRIES_HOLDER)
		pages_escape_holder(reader, op);
	else
		replace(reader, to, op);
	return carried;
}
