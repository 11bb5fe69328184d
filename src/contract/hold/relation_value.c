// SPDX-License-Identifier: GPL-2.0-only
/* What an expression can be on a way. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/hold/relation.h"
#include "contract/hold/relation_private.h"
#include "contract/path/allocation.h"

unsigned relation_of_variable(const struct relations *relations, const struct relation *relation,
				  unsigned variable, bool *is_result)
{
	if (relations->variables.items[variable].is_loose)
		return RELATION_ANY | RELATION_UNKNOWN;
	if (!(relation->linked >> variable & 1))
		return relation->values[variable];
	*is_result = true;
	return relation->result;
}

/* Something is made of the expression. If it holds the result: what that something tells, nobody knows. */
static unsigned value_of_unread(const struct relations *relations, const struct relation *relation,
				const struct expr *expr)
{
	return !relation_is_settled(relations, relation) &&
			       relation_is_in(relations, relation, expr->first, expr->last) ?
		       RELATION_ANY | RELATION_UNKNOWN : RELATION_ANY;
}

static unsigned value_of_minus(const struct relations *relations, const struct relation *relation,
			       const struct expr *expr)
{
	bool is_result;
	unsigned value = relation_of(relations, relation, expr->left, &is_result);

	if (is_capitals(&relations->source->outline.tokens, expr->left->op))
		return RELATION_NEGATIVE;
	return (value & (RELATION_ZERO | RELATION_UNKNOWN)) |
	       (value & RELATION_NEGATIVE ? RELATION_POSITIVE : 0u) |
	       (value & RELATION_POSITIVE ? RELATION_NEGATIVE : 0u);
}

/* Of sums only what 0 adds is known: then the other one is all of it. */
unsigned relation_sum(unsigned a, unsigned b, bool a_is_result, bool b_is_result, bool *is_result)
{
	unsigned unknown = (a | b) & RELATION_UNKNOWN;

	if (a == RELATION_ZERO) {
		*is_result = b_is_result;
		return b;
	}
	if (b == RELATION_ZERO) {
		*is_result = a_is_result;
		return a;
	}
	if (a_is_result || b_is_result)
		unknown = RELATION_UNKNOWN;
	if ((a | b) & RELATION_NEGATIVE)
		return RELATION_ANY | unknown;
	return RELATION_POSITIVE | (a & b & RELATION_ZERO) | unknown;
}

static unsigned value_of_binary(const struct relations *relations, const struct relation *relation,
				const struct expr *expr, bool *is_result)
{
	static const char *const truths[] = { "==", "!=", "<", "<=", ">", ">=", "&&", "||" };
	const struct token_list *tokens = &relations->source->outline.tokens;
	unsigned left, right;
	bool left_is = false, right_is = false;

	if (token_is(tokens, expr->op, "="))
		return relation_of(relations, relation, expr->right, is_result);
	if (token_is_any(tokens, expr->op, truths, ARRAY_SIZE(truths)))
		return RELATION_ZERO | RELATION_POSITIVE |
		       (value_of_unread(relations, relation, expr) & RELATION_UNKNOWN);
	if (!token_is(tokens, expr->op, "+"))
		return value_of_unread(relations, relation, expr);
	left = relation_of(relations, relation, expr->left, &left_is);
	right = relation_of(relations, relation, expr->right, &right_is);
	return relation_sum(left, right, left_is, right_is, is_result);
}

/* a ? b : c and a ?: c, with what a tells of them. */
static unsigned value_of_ternary(const struct relations *relations, const struct relation *relation,
				 const struct expr *expr, bool *is_result)
{
	struct relation if_true = *relation, if_false = *relation;
	bool true_is = true, false_is = true;
	unsigned value = 0;

	if (relation_test(relations, &if_true, expr->condition, true))
		value |= relation_of(relations, &if_true, expr->left ? expr->left : expr->condition,
				     &true_is);
	if (relation_test(relations, &if_false, expr->condition, false))
		value |= relation_of(relations, &if_false, expr->right, &false_is);
	*is_result = true_is && false_is;
	return value | (if_true.result & if_false.result & RELATION_UNKNOWN & ~relation->result);
}

bool relation_is_chosen(const struct relations *relations, const struct relation *relation, const struct expr *expr)
{
	struct relation if_true = *relation, if_false = *relation;
	unsigned left, right;
	bool asks;

	expr = expr_uncast(expr);
	if (expr->kind != EXPR_TERNARY || !relation_test(relations, &if_true, expr->condition, true) ||
	    !relation_test(relations, &if_false, expr->condition, false))
		return false;
	left = relation_of(relations, &if_true, expr->left ? expr->left : expr->condition, NULL);
	right = relation_of(relations, &if_false, expr->right, NULL);
	asks = if_true.result != if_false.result || (if_true.result & ~relation->result & RELATION_UNKNOWN);
	return (left != right && asks) ||
	       (expr->left && relation_is_chosen(relations, &if_true, expr->left)) ||
	       relation_is_chosen(relations, &if_false, expr->right);
}

static unsigned value_of_name(const struct relations *relations, const struct expr *expr)
{
	const struct outline *outline = &relations->source->outline;

	if (expr_op_is(outline, expr, "NULL") || expr_op_is(outline, expr, "false") ||
	    token_ends_with(&outline->tokens, expr->op, "_SUCCESS"))
		return RELATION_ZERO;
	return expr_op_is(outline, expr, "true") ? RELATION_POSITIVE : RELATION_ANY;
}

static unsigned value_of_call(const struct relations *relations, const struct relation *relation,
			      const struct expr *expr, bool *is_result)
{
	if (expr->left->first == relations->call.name) {
		*is_result = true;
		return relation->result;
	}
	if (relation_is_hint(relations, expr) ||
	    (expr->n_arguments == 1 && expr_op_is(&relations->source->outline, expr->left, "ERR_PTR")))
		return relation_of(relations, relation, expr->arguments[0], is_result);
	/* Whether there is memory for so many tells nothing of how many there are. */
	if (is_allocation(&relations->source->outline, expr))
		return RELATION_ANY;
	return value_of_unread(relations, relation, expr);
}

static unsigned value_of(const struct relations *relations, const struct relation *relation,
			 const struct expr *expr, bool *is_result)
{
	unsigned variable = variable_of(&relations->variables, expr);

	if (variable != NO_VARIABLE)
		return relation_of_variable(relations, relation, variable, is_result);
	switch (expr->kind) {
	case EXPR_NUMBER:
		return expr_op_is(&relations->source->outline, expr, "0") ? RELATION_ZERO :
									    RELATION_POSITIVE;
	case EXPR_IDENTIFIER:
		return value_of_name(relations, expr);
	case EXPR_CALL:
		return value_of_call(relations, relation, expr, is_result);
	case EXPR_TERNARY:
		return value_of_ternary(relations, relation, expr, is_result);
	case EXPR_BINARY:
		return value_of_binary(relations, relation, expr, is_result);
	case EXPR_UNARY:
		if (expr_op_is(&relations->source->outline, expr, "-"))
			return value_of_minus(relations, relation, expr);
		/* fallthrough */
	default:
		return value_of_unread(relations, relation, expr);
	}
}

unsigned relation_of(const struct relations *relations, const struct relation *relation,
		     const struct expr *expr, bool *is_result)
{
	bool is = false;
	unsigned value = value_of(relations, relation, expr_uncast(expr), &is);

	if (is_result)
		*is_result = is;
	return value;
}
