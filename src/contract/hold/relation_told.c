// SPDX-License-Identifier: GPL-2.0-only
/*
 * Variables that tell the result, and are not it: `err = ret == n ? 0 : -EFAULT`, `ok = ret == n`. Of each it is
 * kept what it can be for each of the things that the result can be; so a test of the one tells the other.
 */
#include "base/data/mem.h"
#include "contract/hold/relation_private.h"

#include <string.h>

static const unsigned char outcomes[RELATION_OUTCOMES] = {
	RELATION_NEGATIVE, RELATION_ZERO, RELATION_SHORT, RELATION_FULL,
};

bool relation_is_told_by(const struct relation *relation, unsigned variable)
{
	for (size_t o = 0; o < RELATION_OUTCOMES; o++)
		if (relation->told[variable][o])
			return true;
	return false;
}

bool relation_is_told_in(const struct relations *relations, const struct relation *relation, const struct expr *expr)
{
	for (size_t i = expr->first; i < expr->last; i++) {
		unsigned variable = variable_at(&relations->variables, i);

		if (variable != NO_VARIABLE && relation_is_told_by(relation, variable))
			return true;
	}
	return false;
}

/* --- what the variable can be for one outcome --- */

static unsigned value_for(const struct relations *relations, struct relation *relation, size_t outcome,
			  const struct expr *expr);

/* && and || of two such truths: one of them may settle it. */
static unsigned joined(unsigned left, unsigned right, unsigned settles)
{
	if (left == settles || right == settles)
		return settles;
	return left | right;
}

/*
 * Whether a condition is true, as POSITIVE, or false, as ZERO. What the outcome does not settle hangs on something
 * else, and so may what follows: that is UNKNOWN.
 */
static unsigned truth_for(const struct relations *relations, struct relation *relation, size_t outcome,
			  const struct expr *condition)
{
	const struct outline *outline = &relations->source->outline;
	struct relation if_true = *relation, if_false = *relation;
	bool is_and, can_be_true, can_be_false;
	unsigned left;

	condition = expr_uncast(condition);
	is_and = expr_op_is(outline, condition, "&&");
	if (condition->kind == EXPR_BINARY && (is_and || expr_op_is(outline, condition, "||")))
		return joined(truth_for(relations, relation, outcome, condition->left),
			      truth_for(relations, relation, outcome, condition->right),
			      is_and ? RELATION_ZERO : RELATION_POSITIVE);
	if (condition->kind == EXPR_UNARY && expr_op_is(outline, condition, "!")) {
		left = truth_for(relations, relation, outcome, condition->left);
		return left & RELATION_UNKNOWN ? left : left ^ (RELATION_ZERO | RELATION_POSITIVE);
	}
	can_be_true = relation_test(relations, &if_true, condition, true);
	can_be_false = relation_test(relations, &if_false, condition, false);
	relation->is_sign_doubted |= if_true.is_sign_doubted | if_false.is_sign_doubted;
	if (can_be_true == can_be_false || (can_be_true ? if_true : if_false).result & RELATION_UNKNOWN)
		return RELATION_UNKNOWN;
	return can_be_true ? RELATION_POSITIVE : RELATION_ZERO;
}

static bool is_truth(const struct outline *outline, const struct expr *expr)
{
	static const char *const ops[] = { "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!" };

	return (expr->kind == EXPR_BINARY || expr->kind == EXPR_UNARY) &&
	       token_is_any(&outline->tokens, expr->op, ops, ARRAY_SIZE(ops));
}

static unsigned value_of_ternary(const struct relations *relations, struct relation *relation, size_t outcome,
				 const struct expr *expr)
{
	unsigned truth = truth_for(relations, relation, outcome, expr->condition), value = truth & RELATION_UNKNOWN;

	if (truth & RELATION_POSITIVE && expr->left)
		value |= value_for(relations, relation, outcome, expr->left);
	else if (truth & RELATION_POSITIVE)
		value |= value_for(relations, relation, outcome, expr->condition) & ~(unsigned)RELATION_ZERO;
	if (truth & RELATION_ZERO)
		value |= value_for(relations, relation, outcome, expr->right);
	return value;
}

/* Of a number of pages it is not enough to know that it is one. */
static unsigned value_for(const struct relations *relations, struct relation *relation, size_t outcome,
			  const struct expr *expr)
{
	unsigned variable, value;
	bool is_result = false;

	expr = expr_uncast(expr);
	variable = variable_of(&relations->variables, expr);
	if (variable != NO_VARIABLE && relation_is_told_by(relation, variable))
		return relation->told[variable][outcome];
	if (is_truth(&relations->source->outline, expr))
		return truth_for(relations, relation, outcome, expr);
	if (expr->kind == EXPR_TERNARY)
		return value_of_ternary(relations, relation, outcome, expr);
	value = relation_of(relations, relation, expr, &is_result);
	return is_result && value & RELATION_POSITIVE ? RELATION_UNKNOWN : value;
}

/* --- what tells --- */

bool relation_tell(const struct relations *relations, struct relation *relation, const struct store *store)
{
	unsigned char told[RELATION_OUTCOMES] = {0};
	unsigned char is_doubted = 0;
	unsigned all = 0;

	if (!relation->result || relation->result & RELATION_UNKNOWN ||
	    relations->variables.items[store->variable].is_loose)
		return false;
	for (size_t o = 0; o < RELATION_OUTCOMES; o++) {
		struct relation one = *relation;

		if (!(relation->result & outcomes[o]))
			continue;
		one.result = outcomes[o];
		told[o] = (unsigned char)value_for(relations, &one, o, store->value);
		if (told[o] & RELATION_UNKNOWN || !told[o])
			return false;
		is_doubted |= one.is_sign_doubted;
		all |= told[o];
	}
	relation->is_sign_doubted |= is_doubted;
	memcpy(relation->told[store->variable], told, sizeof(told));
	relation->linked &= (unsigned char)~(1u << store->variable);
	relation->values[store->variable] = (unsigned char)all;
	return true;
}

bool relation_agree(const struct relations *relations, struct relation *relation)
{
	for (unsigned v = 0; v < relations->variables.n; v++) {
		unsigned can_be = 0;

		if (!relation_is_told_by(relation, v))
			continue;
		for (size_t o = 0; o < RELATION_OUTCOMES; o++) {
			if (!(relation->told[v][o] & relation->values[v]))
				relation->result &= (unsigned char)~outcomes[o];
			if (relation->result & outcomes[o])
				can_be |= relation->told[v][o];
		}
		relation->values[v] &= (unsigned char)can_be;
		if (!relation->values[v] || !(relation->result & RELATION_ANY))
			return false;
	}
	return true;
}
