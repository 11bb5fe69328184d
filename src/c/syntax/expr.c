// SPDX-License-Identifier: GPL-2.0-only
#include "c/syntax/expr.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/precedence.h"

size_t expr_value_end(const struct outline *outline, size_t i)
{
	static const char *const ends[] = { ";", ",", ")", "]", "}" };
	static const char *const opens[] = { "(", "[", "{" };
	const struct token_list *tokens = &outline->tokens;

	for (; i < tokens->n; i = token_next(tokens, i)) {
		if (token_is_any(tokens, i, ends, ARRAY_SIZE(ends)))
			return i;
		if (token_is_any(tokens, i, opens, ARRAY_SIZE(opens))) {
			i = outline_closing(outline, i);
			if (i == NO_TOKEN)
				return tokens->n;
		}
	}
	return tokens->n;
}

enum precedence expr_precedence(const struct outline *outline, const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_BINARY:
		return precedence_of(&outline->tokens, expr->op);
	case EXPR_TERNARY:
		return PRECEDENCE_TERNARY;
	case EXPR_UNARY:
	case EXPR_CAST:
		return PRECEDENCE_UNARY;
	case EXPR_BAD:
		return PRECEDENCE_COMMA;
	default:
		return PRECEDENCE_POSTFIX;
	}
}

const struct expr *expr_bare(const struct expr *expr)
{
	while (expr->kind == EXPR_PARENTHESES)
		expr = expr->left;
	return expr;
}

const struct expr *expr_uncast(const struct expr *expr)
{
	while (expr->kind == EXPR_PARENTHESES || expr->kind == EXPR_CAST)
		expr = expr->left;
	return expr;
}

const struct expr *expr_index(const struct outline *outline, const struct expr *expr)
{
	const struct expr *sum;

	if (expr->kind == EXPR_INDEX)
		return expr->right;
	if (expr->kind != EXPR_UNARY || !expr_op_is(outline, expr, "*"))
		return NULL;
	sum = expr_bare(expr->left);
	return sum->kind == EXPR_BINARY && expr_op_is(outline, sum, "+") ? sum->right : NULL;
}

const struct expr *expr_towards_array(const struct outline *outline, const struct expr *expr)
{
	bool leads_there = expr_index(outline, expr) || expr->kind == EXPR_CAST ||
			   (expr->kind == EXPR_UNARY && expr_op_is(outline, expr, "&")) ||
			   (expr->kind == EXPR_BINARY && expr_op_is(outline, expr, "+"));

	return leads_there ? expr->left : NULL;
}

size_t expr_array_name(const struct expr *expr)
{
	for (;;) {
		expr = expr_bare(expr);
		switch (expr->kind) {
		case EXPR_IDENTIFIER:
		case EXPR_MEMBER:
			return expr->op;
		case EXPR_UNARY:
		case EXPR_BINARY:
		case EXPR_INDEX:
		case EXPR_CAST:
			expr = expr->left;
			break;
		default:
			return NO_TOKEN;
		}
	}
}

bool expr_is_null(const struct outline *outline, const struct expr *expr)
{
	expr = expr_bare(expr);
	return expr_op_is(outline, expr, "NULL") || expr_op_is(outline, expr, "0");
}

size_t expr_begin(const struct outline *outline, const struct expr *expr)
{
	const struct token_list *tokens = &outline->tokens;

	return expr->first < tokens->n ? tokens->items[expr->first].offset : tokens->length;
}

size_t expr_end(const struct outline *outline, const struct expr *expr)
{
	const struct token *last;

	if (expr->last <= expr->first)
		return expr_begin(outline, expr);
	last = &outline->tokens.items[expr->last - 1];
	return (size_t)last->offset + last->length;
}

bool expr_op_is(const struct outline *outline, const struct expr *expr, const char *text)
{
	return token_is(&outline->tokens, expr->op, text);
}
