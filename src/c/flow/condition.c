// SPDX-License-Identifier: GPL-2.0-only
/* Conditions: each atom of && and || is a step of its own, and its edges tell how it came out. */
#include "c/flow/builder.h"

#include <stdlib.h>

static bool hides_any(const struct builder *builder, size_t first, size_t last)
{
	const struct variant *variant = builder->variant;

	for (size_t i = 0; i < variant->n_hidden; i++)
		if (variant->hidden[i].first < last && variant->hidden[i].last > first)
			return true;
	return false;
}

static void build_atom(struct builder *builder, const struct statement *statement, size_t first,
		       size_t last, const struct expr *condition, struct fork to)
{
	builder_step(builder, statement, first, last, condition);
	builder_edge(builder, builder->at, to.if_true, EDGE_TRUE);
	builder_edge(builder, builder->at, to.if_false, EDGE_FALSE);
}

/* likely(x) and unlikely(x) are x. */
static const struct expr *without_hints(const struct builder *builder, const struct expr *expr)
{
	for (;;) {
		expr = expr_bare(expr);
		if (expr->kind != EXPR_CALL || expr->n_arguments != 1 ||
		    !(expr_op_is(builder->outline, expr->left, "likely") ||
		      expr_op_is(builder->outline, expr->left, "unlikely")))
			return expr;
		expr = expr->arguments[0];
	}
}

/* 0 or 1 for a literal, -1 for all else. */
static int constant_truth(const struct builder *builder, const struct expr *expr)
{
	if (expr_op_is(builder->outline, expr, "true") && expr->kind == EXPR_IDENTIFIER)
		return 1;
	if (expr_op_is(builder->outline, expr, "false") && expr->kind == EXPR_IDENTIFIER)
		return 0;
	if (expr->kind != EXPR_NUMBER)
		return -1;
	return strtoul(builder->tokens->text + builder->tokens->items[expr->op].offset, NULL, 0) != 0;
}

static void build_condition(struct builder *builder, const struct statement *statement,
			    const struct expr *expr, struct fork to);

static void build_both(struct builder *builder, const struct statement *statement,
		       const struct expr *expr, struct fork to)
{
	size_t right = builder_block(builder);
	struct fork left_to = to;

	if (expr_op_is(builder->outline, expr, "&&"))
		left_to.if_true = right;
	else
		left_to.if_false = right;
	build_condition(builder, statement, expr->left, left_to);
	builder->at = right;
	build_condition(builder, statement, expr->right, to);
}

static void build_choice(struct builder *builder, const struct statement *statement,
			 const struct expr *expr, struct fork to)
{
	size_t left = builder_block(builder), right = builder_block(builder);

	build_condition(builder, statement, expr->condition, (struct fork){ left, right });
	builder->at = left;
	build_condition(builder, statement, expr->left, to);
	builder->at = right;
	build_condition(builder, statement, expr->right, to);
}

static void build_condition(struct builder *builder, const struct statement *statement,
			    const struct expr *expr, struct fork to)
{
	int truth;

	expr = without_hints(builder, expr);
	truth = constant_truth(builder, expr);
	if (truth >= 0)
		builder_edge(builder, builder->at, truth ? to.if_true : to.if_false, EDGE_ALWAYS);
	else if (expr->kind == EXPR_UNARY && expr_op_is(builder->outline, expr, "!"))
		build_condition(builder, statement, expr->left, (struct fork){ to.if_false, to.if_true });
	else if (expr->kind == EXPR_BINARY && (expr_op_is(builder->outline, expr, "&&") ||
					       expr_op_is(builder->outline, expr, "||")))
		build_both(builder, statement, expr, to);
	else if (expr->kind == EXPR_TERNARY && expr->left)
		build_choice(builder, statement, expr, to);
	else
		build_atom(builder, statement, expr->first, expr->last, expr, to);
}

/* A condition that is cut or unreadable, or names a label, is one step with both edges. */
void builder_test(struct builder *builder, const struct statement *statement, size_t first,
		  size_t last, struct fork to)
{
	const struct expr *expr;

	if (first >= last) {
		builder_edge(builder, builder->at, to.if_true, EDGE_ALWAYS);
		return;
	}
	expr = expr_read(builder->outline, first, last, builder->arena);
	if (statement->is_split || expr->kind == EXPR_BAD || hides_any(builder, first, last) ||
	    builder_names_label(builder, first, last))
		build_atom(builder, statement, first, last, NULL, to);
	else
		build_condition(builder, statement, expr, to);
}
