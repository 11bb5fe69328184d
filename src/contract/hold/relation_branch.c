// SPDX-License-Identifier: GPL-2.0-only
/* What a condition tells of the result, and of the variables beside it. */
#include "base/data/mem.h"
#include "contract/hold/relation_private.h"

/* The orders for which `subject op limit` is true. */
static unsigned orders_of(const struct token_list *tokens, size_t op)
{
	static const struct {
		const char *op;
		unsigned orders;
	} rows[] = {
		{ "==", 1 << ORDER_EQUAL }, { "!=", 1 << ORDER_LESS | 1 << ORDER_MORE },
		{ "<", 1 << ORDER_LESS }, { "<=", 1 << ORDER_LESS | 1 << ORDER_EQUAL },
		{ ">", 1 << ORDER_MORE }, { ">=", 1 << ORDER_MORE | 1 << ORDER_EQUAL },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (token_is(tokens, op, rows[i].op))
			return rows[i].orders;
	return 0;
}

/* IS_ERR_VALUE(x) and its kin. */
static bool test_error(const struct relations *relations, struct relation *relation,
		       const struct expr *call, bool truth)
{
	struct relation_subject subject = relation_subject(relations, relation, call->arguments[0]);
	unsigned bits = RELATION_NEGATIVE;

	if (!subject.is_followed) {
		relation_look_elsewhere(relations, relation, call->first, call->last);
		return true;
	}
	if (expr_op_is(&relations->source->outline, call->left, "IS_ERR_OR_NULL"))
		bits |= RELATION_ZERO;
	return relation_narrow(relations, relation, &subject, truth ? bits : RELATION_ANY & ~bits);
}

static bool is_error_test(const struct relations *relations, const struct expr *expr)
{
	static const char *const names[] = { "IS_ERR_VALUE", "IS_ERR", "IS_ERR_OR_NULL" };

	return expr->kind == EXPR_CALL && expr->n_arguments == 1 &&
	       token_is_any(&relations->source->outline.tokens, expr->left->first, names,
			    ARRAY_SIZE(names));
}

/* Both sides hold, or one of them does not: which, nobody knows. */
static bool test_both(const struct relations *relations, struct relation *relation,
		      const struct expr *expr, bool truth)
{
	bool is_and = expr_op_is(&relations->source->outline, expr, "&&");

	if (is_and == truth)
		return relation_test(relations, relation, expr->left, truth) &&
		       relation_test(relations, relation, expr->right, truth);
	relation_look_elsewhere(relations, relation, expr->first, expr->last);
	return true;
}

static bool test_truth(const struct relations *relations, struct relation *relation,
		       const struct expr *expr, bool truth)
{
	struct relation_subject subject = relation_subject(relations, relation, expr);

	if (!subject.is_followed) {
		relation_look_elsewhere(relations, relation, expr->first, expr->last);
		return true;
	}
	return relation_narrow(relations, relation, &subject, truth ? RELATION_ANY & ~RELATION_ZERO : RELATION_ZERO);
}

bool relation_test(const struct relations *relations, struct relation *relation,
		   const struct expr *condition, bool truth)
{
	const struct outline *outline = &relations->source->outline;
	unsigned orders;

	condition = expr_uncast(condition);
	if (relation_is_hint(relations, condition))
		return relation_test(relations, relation, condition->arguments[0], truth);
	if (condition->kind == EXPR_UNARY && expr_op_is(outline, condition, "!"))
		return relation_test(relations, relation, condition->left, !truth);
	if (is_error_test(relations, condition))
		return test_error(relations, relation, condition, truth);
	orders = condition->kind == EXPR_BINARY ? orders_of(&outline->tokens, condition->op) : 0;
	if (orders)
		return relation_compare(relations, relation, condition->left, condition->right,
					truth ? orders : ORDERS_ANY & ~orders);
	if (condition->kind == EXPR_BINARY && (expr_op_is(outline, condition, "&&") ||
					       expr_op_is(outline, condition, "||")))
		return test_both(relations, relation, condition, truth);
	return test_truth(relations, relation, condition, truth);
}
