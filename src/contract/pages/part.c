// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/part.h"

#include "c/outline/words.h"
#include "calls/value/local.h"
#include "calls/value/meaning.h"
#include "contract/pages/array.h"
#include "contract/pages/page_call.h"
#include "contract/path/code.h"

static bool is_name(const struct expr *expr)
{
	return expr->kind == EXPR_IDENTIFIER || expr->kind == EXPR_MEMBER;
}

struct part part_at(struct source *source, const struct expr *expr, const struct expr *count, bool is_one)
{
	const struct expr *array = array_in(source, expr);
	struct part part = { .count = count, .is_one = is_one };

	for (expr = array_page_of(&source->outline, expr); expr && !is_name(expr);
	     expr = expr ? array_page_of(&source->outline, expr) : NULL) {
		bool is_step = expr->kind == EXPR_INDEX || expr->kind == EXPR_BINARY;

		part.is_unknown |= is_step && part.from;
		if (is_step)
			part.from = expr_uncast(expr->right);
		expr = expr_towards_array(&source->outline, expr);
	}
	/* A local variable that stands for it may begin anywhere. */
	part.is_unknown |= !expr || expr != array;
	return part;
}

struct part part_of_acquire(struct source *source, const struct acquire *acquire)
{
	if (acquire->member || !acquire->pages)
		return (struct part){0};
	return part_at(source, acquire->pages, acquire->count, acquire->is_one);
}

/* The number that an expression is, NULL being 0; false: it is another one. */
static bool number_of(const struct outline *outline, const struct expr *expr, unsigned long *number)
{
	*number = 0;
	return !expr || (expr->kind == EXPR_NUMBER && !number_value(&outline->tokens, expr->op, number));
}

/* Of two that begin at numbers: does the first one end before the second? */
static bool ends_before(const struct outline *outline, const struct part *a, unsigned long from, unsigned long to)
{
	unsigned long count = 1;

	if (!a->is_one && (!a->count || !number_of(outline, expr_uncast(a->count), &count)))
		return false;
	return from <= to && count <= to - from;
}

/* A variable of the function has one value for each time that it is set; a parameter has had one before that. */
static bool begins_unset(struct source *source, size_t i)
{
	struct local local = local_find(source, i);

	return is_object_at(&source->outline.tokens, i) && local.found && local.parameter < 0 && !local.is_static;
}

/* Does the name at token i stand for one value wherever two expressions stand, the first of which begins at a token? */
static bool keeps_value(struct source *source, size_t i, size_t first)
{
	const struct function *function = outline_function_at(&source->outline, i);
	const struct uses *uses = source_uses(source);
	unsigned n = 0, n_behind = 0;

	for (uint32_t t = function ? uses_behind(uses, i, function->body) : NO_USE; t != NO_USE && t < function->end;
	     t = uses_next(uses, t))
		if (may_be_set_at(&source->outline.tokens, t)) {
			n++;
			n_behind += t >= first;
		}
	return n < 2 && (!n_behind || begins_unset(source, i));
}

/* A member of an object that others know: does something between two places call a function that may change it? */
static bool is_member_changed(const struct outline *outline, const struct expr *number, size_t first, size_t last)
{
	const struct token_list *tokens = &outline->tokens;
	bool is_member = false;

	for (size_t i = number->first; i < number->last; i++)
		is_member |= token_is(tokens, i, "->");
	for (size_t i = first; is_member && i < last; i++)
		if (page_call_is_unknown(tokens, i))
			return true;
	return false;
}

/* The same text, and the same number in both places. */
static bool is_same_number(struct source *source, const struct expr *a, const struct expr *b)
{
	size_t first = a->first < b->first ? a->first : b->first, last = a->first < b->first ? b->first : a->first;

	if (is_member_changed(&source->outline, a, first, last))
		return false;
	if (!code_is_same(&source->outline, a, b))
		return false;
	for (size_t i = a->first; i < a->last; i++)
		if (source->outline.tokens.items[i].kind == TOKEN_IDENTIFIER && !keeps_value(source, i, first))
			return false;
	return true;
}

/* `pages`, n of them, and `pages + n`. */
static bool is_followed_by(struct source *source, const struct part *a, const struct part *b)
{
	return !a->from && !a->is_one && a->count && b->from &&
	       is_same_number(source, expr_uncast(a->count), b->from);
}

enum parts parts_compare(struct source *source, const struct part *a, const struct part *b)
{
	const struct outline *outline = &source->outline;
	unsigned long first, second;

	if (a->is_unknown || b->is_unknown)
		return PARTS_UNKNOWN;
	if (is_followed_by(source, a, b) || is_followed_by(source, b, a))
		return PARTS_APART;
	if (number_of(outline, a->from, &first) && number_of(outline, b->from, &second)) {
		if (first == second)
			return PARTS_ALIKE;
		return ends_before(outline, a, first, second) || ends_before(outline, b, second, first) ?
		       PARTS_APART : PARTS_UNKNOWN;
	}
	return a->from && b->from && is_same_number(source, a->from, b->from) ? PARTS_ALIKE : PARTS_UNKNOWN;
}
