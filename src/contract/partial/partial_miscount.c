// SPDX-License-Identifier: GPL-2.0-only
/* Numbers of pages that are off: one more, or twice as many. */
#include "base/data/mem.h"
#include "calls/value/meaning.h"
#include "contract/partial/partial_private.h"

/* The number that stands in the expression, or 0. */
static long literal(const struct outline *outline, const struct expr *expr)
{
	static const char *const page[] = { "PAGE_SIZE", "PAGE_SHIFT" };
	unsigned long value;

	expr = expr_bare(expr);
	if (expr->kind == EXPR_IDENTIFIER && token_is_any(&outline->tokens, expr->op, page, ARRAY_SIZE(page)))
		return INT16_MAX;
	if (expr->kind != EXPR_NUMBER || number_value(&outline->tokens, expr->op, &value) || value > INT32_MAX)
		return 0;
	return (long)value;
}

/* What an operator with such a number behind it makes more than there was, or less; 0: nothing, or who knows. */
static long difference(const struct outline *outline, const struct expr *expr)
{
	long value = literal(outline, expr->right);

	if (expr_op_is(outline, expr, "+") || expr_op_is(outline, expr, "<<"))
		return value;
	if (expr_op_is(outline, expr, "-") || expr_op_is(outline, expr, ">>"))
		return -value;
	if (expr_op_is(outline, expr, "*") && value)
		return value - 1;
	return expr_op_is(outline, expr, "/") && value ? 1 - value : 0;
}

/* As many as came; or, where more is wrong in any case, as were asked for. */
static bool is_all(const struct walk *walk, const struct way *way, const struct expr *number, bool is_more)
{
	bool is_result;

	relation_of(&walk->relations, &way->relation, number, &is_result);
	return is_result || ((is_more || way->relation.result == RELATION_FULL) &&
			     relation_is_count(&walk->relations, &way->relation, number));
}

long partial_missed_by(const struct walk *walk, const struct way *way, const struct expr *number)
{
	long by;

	number = expr_bare(number);
	if (!partial_is_known(way) || !(way->relation.result & RELATION_POSITIVE) || number->kind != EXPR_BINARY)
		return 0;
	by = difference(&walk->source->outline, number);
	return by && is_all(walk, way, number->left, by > 0) ? by : 0;
}

bool partial_leaves_rest(const struct walk *walk, const struct way *way)
{
	return partial_is_known(way) && way->relation.result & RELATION_POSITIVE && walk->array.is_whole &&
	       way->left == LEFT_FEWER;
}
