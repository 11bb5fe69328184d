// SPDX-License-Identifier: GPL-2.0-only
/* Elements of an array of pages: `pages[i]`, and `*p` in `for (p = pages; p < pages + n; p++)`. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "contract/pages/array.h"
#include "contract/path/code.h"

#include <stdlib.h>

/* The variable in `*p`, `*p++`, `*--p`, or NULL. */
static const struct expr *pointer_of(const struct outline *outline, const struct expr *element)
{
	const struct expr *pointer;

	element = array_page_of(outline, element);
	if (element->kind != EXPR_UNARY || !expr_op_is(outline, element, "*"))
		return NULL;
	pointer = expr_bare(element->left);
	if ((pointer->kind == EXPR_POSTFIX || pointer->kind == EXPR_UNARY) &&
	    is_increment(&outline->tokens, pointer->op))
		pointer = expr_bare(pointer->left);
	return pointer->kind == EXPR_IDENTIFIER ? pointer : NULL;
}

/* What the assignment lets the pointer begin at; NULL: nothing that is an array. */
static const struct expr *begin_of(struct source *source, const struct assignment *assignment)
{
	const struct expr *value = assignment->value ? array_page_of(&source->outline, assignment->value) : NULL;

	/* `pages[i]` would be an array in an array. */
	if (!value || expr_index(&source->outline, value))
		return NULL;
	return array_in(source, value);
}

static bool moves(const struct token_list *tokens, const struct assignment *assignment)
{
	static const char *const steps[] = { "++", "--", "+=", "-=" };

	return assignment->op != NO_TOKEN && !assignment->is_address &&
	       token_is_any(tokens, assignment->op, steps, ARRAY_SIZE(steps));
}

/* Of all assignments that get there: those that are no steps begin at one array. */
static const struct expr *walked_by(struct source *source, const struct assignments *list)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct expr *array = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct expr *begin;

		if (moves(tokens, &list->items[i]))
			continue;
		if (list->items[i].op == NO_TOKEN || !token_is(tokens, list->items[i].op, "="))
			return NULL;
		begin = begin_of(source, &list->items[i]);
		if (!begin || (array && !code_is_same(&source->outline, array, begin)))
			return NULL;
		array = begin;
	}
	return array;
}

/* The pointer at token i is moved, compared, or leads to an element that is read. */
static bool only_walks_at(const struct token_list *tokens, size_t i)
{
	static const char *const signs[] = { "<", "<=", ">", ">=", "==", "!=" };
	static const char *const ends[] = { ",", ";", ")" };
	size_t before = token_previous(tokens, i), behind = token_next(tokens, i);

	if (is_increment(tokens, behind))
		behind = token_next(tokens, behind);
	if (is_increment(tokens, before))
		before = token_previous(tokens, before);
	if (token_is(tokens, before, "*"))
		return token_is_any(tokens, behind, ends, ARRAY_SIZE(ends));
	return is_set_at(tokens, i) || token_is_any(tokens, behind, signs, ARRAY_SIZE(signs)) ||
	       token_is_any(tokens, before, signs, ARRAY_SIZE(signs));
}

static bool only_walks(struct source *source, const struct expr *pointer, struct local local)
{
	const struct function *function = outline_function_at(&source->outline, pointer->op);
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_behind(uses, pointer->op, function->body); i != NO_USE && i < function->end;
	     i = uses_next(uses, i))
		if (i != local.declaration && is_object_at(&source->outline.tokens, i) &&
		    !only_walks_at(&source->outline.tokens, i))
			return false;
	return true;
}

const struct expr *array_walked(struct source *source, const struct expr *element)
{
	const struct expr *pointer = pointer_of(&source->outline, element), *array = NULL;
	struct assignments list;
	struct local local;

	if (!pointer)
		return NULL;
	local = local_find(source, pointer->op);
	if (!local.found || local.parameter >= 0 || local.is_static || !only_walks(source, pointer, local))
		return NULL;
	reaching_assignments(source, pointer->op, &list);
	if (list.whole && !list.cut)
		array = walked_by(source, &list);
	free(list.items);
	return array;
}

/* The array in `pages[i]`, and in `*p` as above, or NULL. */
static const struct expr *array_of(struct source *source, const struct expr *value)
{
	value = value ? array_page_of(&source->outline, value) : NULL;
	if (!value)
		return NULL;
	return value->kind == EXPR_INDEX ? array_in(source, value->left) : array_walked(source, value);
}

const struct expr *array_of_element(struct source *source, const struct expr *page)
{
	const struct expr *array = NULL;
	struct assignments list;
	bool is_sure;

	if (page->kind != EXPR_IDENTIFIER || !local_find(source, page->op).found)
		return NULL;
	reaching_assignments(source, page->op, &list);
	is_sure = !list.cut && list.whole;
	for (size_t i = 0; is_sure && i < list.n; i++) {
		const struct expr *value = list.items[i].value, *of = array_of(source, value);

		if (value && expr_op_is(&source->outline, expr_bare(value), "NULL"))
			continue;
		is_sure = of && (!array || code_is_same(&source->outline, array, of));
		array = of;
	}
	free(list.items);
	return is_sure ? array : NULL;
}
