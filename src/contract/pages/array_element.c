// SPDX-License-Identifier: GPL-2.0-only
/* Elements of an array of pages: `pages[i]`, and `*p` in `for (p = pages; p < pages + n; p++)`. */
#include "base/data/mem.h"
#include "c/outline/uses.h"
#include "c/outline/words.h"
#include "c/syntax/call.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "contract/pages/array.h"
#include "contract/path/code.h"
#include "contract/path/overwrite.h"

#include <stdlib.h>

/* So many steps of a pointer in a row are followed to where it began. */
#define MAX_STEPS 2

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

/* A name or a member, and no element of one. */
static bool is_plain(const struct expr *expr)
{
	expr = expr_bare(expr);
	return expr->kind == EXPR_IDENTIFIER || expr->kind == EXPR_MEMBER;
}

/* What the assignment lets the pointer begin at: pages, pages + n, &pages[n]. NULL: nothing that is an array. */
static const struct expr *begin_of(struct source *source, const struct assignment *assignment)
{
	const struct expr *value = assignment->value ? expr_bare(assignment->value) : NULL, *base = value;

	/* `pages[i]`, `*pages + i` would be an array in an array. */
	if (value && value->kind == EXPR_BINARY &&
	    (expr_op_is(&source->outline, value, "+") || expr_op_is(&source->outline, value, "-")))
		base = value->left;
	else if (value && value->kind == EXPR_UNARY && expr_op_is(&source->outline, value, "&") &&
		 expr_bare(value->left)->kind == EXPR_INDEX)
		base = expr_bare(value->left)->left;
	return base && is_plain(base) ? array_in(source, base) : NULL;
}

/* Between the two tokens the array becomes another one: `pages = others`, `work = work->next`. */
static bool becomes_other(const struct outline *outline, const struct expr *array, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		for (size_t part = array->first; part < array->last; part++)
			if (outline->tokens.items[i].kind == TOKEN_IDENTIFIER && i != part &&
			    same_token_text(&outline->tokens, i, part) &&
			    (is_set_at(&outline->tokens, i) || is_overwritten_at(outline, i)))
				return true;
	return false;
}

static bool moves(const struct token_list *tokens, const struct assignment *assignment)
{
	static const char *const steps[] = { "++", "--", "+=", "-=" };

	return assignment->op != NO_TOKEN && !assignment->is_address &&
	       token_is_any(tokens, assignment->op, steps, ARRAY_SIZE(steps));
}

/* Of all assignments that get to token use: those that are no steps begin at one array. */
static const struct expr *walked_by(struct source *source, const struct assignments *list, size_t use)
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
		if (!begin || (array && !code_is_same(&source->outline, array, begin)) ||
		    becomes_other(&source->outline, begin, list->items[i].op, use))
			return NULL;
		array = begin;
	}
	return array;
}

/* --- what is done to the pointer --- */

/* From what stands around an operand to the parentheses around it that are no call's, and no head's. */
static bool widen(const struct token_list *tokens, size_t *first, size_t *last)
{
	size_t open = token_previous(tokens, *first), close = token_next(tokens, *last), before;

	if (!token_is(tokens, open, "(") || !token_is(tokens, close, ")"))
		return false;
	before = token_previous(tokens, open);
	if (before != NO_TOKEN && tokens->items[before].kind == TOKEN_IDENTIFIER && !is_statement_word(tokens, before))
		return false;
	*first = open;
	*last = close;
	return true;
}

/* What gets the element may be a macro that writes to it. */
static bool is_written_by_macro(struct source *source, size_t i, size_t element)
{
	const struct outline *outline = &source->outline;
	size_t open = outline_encloser(outline, element), name = token_previous(&outline->tokens, open);
	uint32_t constant;

	if (!token_is(&outline->tokens, open, "(") || !call_is_of(&outline->tokens, name))
		return false;
	constant = uses_constant(source_uses(source), name);
	return is_overwritten_at(outline, i) || is_capitals(&outline->tokens, name) ||
	       (constant != NO_USE && token_defines_macro(&outline->tokens, constant));
}

/* The element that the pointer at token i leads to, `*p`, `*p++`, `*(p++)`: its tokens [*first, *last]. */
static bool is_element_at(const struct token_list *tokens, size_t i, size_t *first, size_t *last)
{
	*first = *last = i;
	if (is_increment(tokens, token_next(tokens, i)))
		*last = token_next(tokens, i);
	else if (is_increment(tokens, token_previous(tokens, i)))
		*first = token_previous(tokens, i);
	while (widen(tokens, first, last))
		;
	*first = token_previous(tokens, *first);
	if (!token_is(tokens, *first, "*"))
		return false;
	while (widen(tokens, first, last))
		;
	return true;
}

static bool reads_element_at(struct source *source, size_t i)
{
	static const char *const ends[] = { ",", ";", ")" };
	const struct token_list *tokens = &source->outline.tokens;
	size_t first, last;

	return is_element_at(tokens, i, &first, &last) && !token_is(tokens, token_previous(tokens, first), "&") &&
	       token_is_any(tokens, token_next(tokens, last), ends, ARRAY_SIZE(ends)) &&
	       !is_written_by_macro(source, i, first);
}

/* A statement begins behind the token. */
static bool begins_behind(const struct outline *outline, size_t before)
{
	static const char *const signs[] = { ";", "{", "}", ":", ",", "else", "do" };
	static const char *const heads[] = { "if", "while", "for" };
	size_t open = outline_encloser(outline, before);

	if (token_is_any(&outline->tokens, before, signs, ARRAY_SIZE(signs)))
		return true;
	/* The head of an if, no cast. */
	return token_is(&outline->tokens, before, ")") && open != NO_TOKEN &&
	       token_is_any(&outline->tokens, token_previous(&outline->tokens, open), heads, ARRAY_SIZE(heads));
}

/* It is moved, or set, and nobody gets what it is then. */
static bool is_moved_at(const struct outline *outline, size_t i)
{
	static const char *const parts[] = { "(", ";", "," };
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_encloser(outline, i), before = token_previous(tokens, i);

	if (!is_set_at(tokens, i))
		return false;
	if (is_increment(tokens, before))
		before = token_previous(tokens, before);
	if (token_is(tokens, open, "("))
		return token_is(tokens, token_previous(tokens, open), "for") &&
		       token_is_any(tokens, before, parts, ARRAY_SIZE(parts));
	return begins_behind(outline, before);
}

static bool is_compared_at(const struct token_list *tokens, size_t i)
{
	static const char *const signs[] = { "<", "<=", ">", ">=", "==", "!=" };
	size_t before = token_previous(tokens, i), behind = token_next(tokens, i);

	if (is_increment(tokens, behind))
		behind = token_next(tokens, behind);
	if (is_increment(tokens, before))
		before = token_previous(tokens, before);
	return token_is_any(tokens, behind, signs, ARRAY_SIZE(signs)) ||
	       token_is_any(tokens, before, signs, ARRAY_SIZE(signs));
}

/* The pointer at token i is moved, compared, or leads to an element that is read. */
static bool only_walks_at(struct source *source, size_t i)
{
	return reads_element_at(source, i) || is_moved_at(&source->outline, i) ||
	       is_compared_at(&source->outline.tokens, i);
}

static bool only_walks(struct source *source, const struct expr *pointer, struct local local)
{
	const struct function *function = outline_function_at(&source->outline, pointer->op);
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_behind(uses, pointer->op, function->body); i != NO_USE && i < function->end;
	     i = uses_next(uses, i))
		if (i != local.declaration && is_object_at(&source->outline.tokens, i) &&
		    !only_walks_at(source, i))
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
		array = walked_by(source, &list, pointer->op);
	free(list.items);
	return array;
}

/* The first array that a pointer used there can have begun at; a step is asked what it was a step from. */
static const struct expr *first_begin(struct source *source, size_t use, unsigned steps)
{
	const struct expr *array = NULL;
	struct assignments list;

	reaching_assignments(source, use, &list);
	for (size_t i = 0; i < list.n && !array; i++) {
		array = begin_of(source, &list.items[i]);
		if (!array && steps && moves(&source->outline.tokens, &list.items[i]))
			array = first_begin(source, list.items[i].name, steps - 1);
	}
	free(list.items);
	return array;
}

const struct expr *array_stored(struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	struct local local;
	size_t first, last;

	if (outline->tokens.items[i].kind != TOKEN_IDENTIFIER)
		return NULL;
	if (!is_element_at(&outline->tokens, i, &first, &last))
		last = outline_closing(outline, token_next(&outline->tokens, i));
	if (last == NO_TOKEN || !token_is(&outline->tokens, token_next(&outline->tokens, last), "="))
		return NULL;
	local = local_find(source, i);
	return local.found && local.parameter < 0 && local.declaration != i ?
	       first_begin(source, i, MAX_STEPS) : NULL;
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
		is_sure = of && (!array || code_is_same(&source->outline, array, of)) &&
			  !becomes_other(&source->outline, of, list.items[i].op, page->op);
		array = of;
	}
	free(list.items);
	return is_sure ? array : NULL;
}
