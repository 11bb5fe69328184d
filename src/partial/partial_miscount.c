// SPDX-License-Identifier: GPL-2.0-only
/* Numbers of pages that are one off. */
#include "base/mem.h"
#include "partial/partial_private.h"
#include "value/meaning.h"

/* The number that stands in the expression, or 0. */
static long literal(const struct outline *outline, const struct expr *expr)
{
	unsigned long value;

	expr = expr_bare(expr);
	if (expr->kind != EXPR_NUMBER || number_value(&outline->tokens, expr->op, &value) || value > INT32_MAX)
		return 0;
	return (long)value;
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
	const struct outline *outline = &walk->source->outline;
	bool is_more;
	long by;

	number = expr_bare(number);
	if (!partial_is_known(way) || !(way->relation.result & RELATION_POSITIVE) || number->kind != EXPR_BINARY)
		return 0;
	is_more = expr_op_is(outline, number, "+");
	if (!is_more && !expr_op_is(outline, number, "-"))
		return 0;
	by = literal(outline, number->right);
	if (!by || !is_all(walk, way, number->left, is_more))
		return 0;
	return is_more ? by : -by;
}

bool partial_leaves_rest(const struct walk *walk, const struct way *way)
{
	return partial_is_known(way) && way->relation.result & RELATION_POSITIVE && walk->array.is_whole &&
	       way->left == LEFT_FEWER;
}
