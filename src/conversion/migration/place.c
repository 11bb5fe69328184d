// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/place.h"

#include "base/data/arena.h"
#include "base/data/buf.h"
#include "base/data/mem.h"

#include <ctype.h>
#include <string.h>

/* What is around a place asks of what stands there. */
struct place {
	enum precedence least;		/* what binds less tightly needs parentheses */
	const struct expr *outer;	/* the operator that it is an operand of, or NULL */
};

static bool holds(const struct expr *expr, size_t token)
{
	return expr && expr->first <= token && token < expr->last;
}

static struct place place_in_binary(const struct outline *outline, const struct expr *expr, bool is_right)
{
	enum precedence own = expr_precedence(outline, expr);
	struct place place = { .least = is_right ? own + 1 : own, .outer = expr };

	if (own == PRECEDENCE_ASSIGNMENT)	/* groups to the right */
		place.least = is_right ? own : PRECEDENCE_UNARY;
	return place;
}

static struct place place_in_ternary(const struct expr *expr, size_t token)
{
	enum precedence least = PRECEDENCE_TERNARY;

	if (holds(expr->condition, token))
		least = PRECEDENCE_TERNARY + 1;
	else if (holds(expr->left, token))
		least = PRECEDENCE_COMMA;
	return (struct place){ .least = least };
}

/* The place of an operand of expr that the token is in. */
static struct place place_in(const struct outline *outline, const struct expr *expr, size_t token)
{
	switch (expr->kind) {
	case EXPR_PARENTHESES:
		return (struct place){ .least = PRECEDENCE_COMMA };
	case EXPR_UNARY:
	case EXPR_CAST:
		return (struct place){ .least = PRECEDENCE_UNARY };
	case EXPR_BINARY:
		return place_in_binary(outline, expr, holds(expr->right, token));
	case EXPR_TERNARY:
		return place_in_ternary(expr, token);
	case EXPR_CALL:
		return (struct place){
			.least = holds(expr->left, token) ? PRECEDENCE_POSTFIX : PRECEDENCE_ASSIGNMENT,
		};
	case EXPR_INDEX:
		return (struct place){
			.least = holds(expr->left, token) ? PRECEDENCE_POSTFIX : PRECEDENCE_COMMA,
		};
	default:
		return (struct place){ .least = PRECEDENCE_POSTFIX };
	}
}

/* The operand of expr that holds the token, or NULL. */
static const struct expr *operand_at(const struct expr *expr, size_t token)
{
	const struct expr *operands[] = { expr->condition, expr->left, expr->right };

	for (size_t i = 0; i < ARRAY_SIZE(operands); i++)
		if (holds(operands[i], token))
			return operands[i];
	for (size_t i = 0; i < expr->n_arguments; i++)
		if (holds(expr->arguments[i], token))
			return expr->arguments[i];
	return NULL;
}

static struct place place_of(const struct outline *outline, const struct expr *whole, size_t token)
{
	struct place place = { .least = PRECEDENCE_ASSIGNMENT };
	const struct token_list *tokens = &outline->tokens;

	for (const struct expr *expr = whole; expr->first != token || expr->last != token + 1;) {
		const struct expr *operand = operand_at(expr, token);

		place = place_in(outline, expr, token);
		/* In sizeof() and its like nobody has looked for operands. */
		if (!operand && token_is(tokens, token_previous(tokens, token), "(") &&
		    token_is(tokens, token_next(tokens, token), ")"))
			place.least = PRECEDENCE_COMMA;
		if (!operand)
			break;
		expr = operand;
	}
	return place;
}

/* Operators that may be grouped in any way: a | (b | c) is a | b | c. */
static bool is_associative(const struct outline *outline, const struct expr *outer,
			   const struct outline *inner_outline, const struct expr *inner)
{
	static const char *const operators[] = { "|", "^", "&", "&&", "||" };

	return token_is_any(&outline->tokens, outer->op, operators, ARRAY_SIZE(operators)) &&
	       expr_precedence(outline, outer) == expr_precedence(inner_outline, inner);
}

/*
 * Where gcc asks for parentheses although C does not: + in <<, && in ||, a comparison in another, and in
 * |, ^ and & whatever is neither a shift nor a product.
 */
static bool is_asked_by_gcc(enum precedence outer, enum precedence inner)
{
	switch (outer) {
	case PRECEDENCE_SHIFT:
		return inner == PRECEDENCE_SUM;
	case PRECEDENCE_LOGICAL_OR:
		return inner == PRECEDENCE_LOGICAL_AND;
	case PRECEDENCE_EQUALITY:
	case PRECEDENCE_RELATION:
		return inner == PRECEDENCE_EQUALITY || inner == PRECEDENCE_RELATION;
	case PRECEDENCE_BIT_OR:
	case PRECEDENCE_BIT_XOR:
	case PRECEDENCE_BIT_AND:
		return inner != outer && inner < PRECEDENCE_PRODUCT && inner != PRECEDENCE_SHIFT;
	default:
		return false;
	}
}

bool place_asks_parentheses(const struct outline *outline, const struct expr *whole, size_t token,
			    const struct outline *inner_outline, const struct expr *inner)
{
	struct place place = place_of(outline, whole, token);
	enum precedence own = expr_precedence(inner_outline, inner);

	if (place.outer && inner->kind == EXPR_BINARY) {
		if (is_associative(outline, place.outer, inner_outline, inner))
			return false;
		if (is_asked_by_gcc(expr_precedence(outline, place.outer), own))
			return true;
	}
	return own < place.least;
}

/* One of each that binds differently, or that gcc sees differently. */
static const char *const forms[] = {
	"left = right", "left ? middle : right", "left || right", "left && right", "left | right", "left ^ right",
	"left & right", "left == right", "left != right", "left < right", "left > right", "left <= right",
	"left >= right", "left << right", "left >> right", "left + right", "left - right", "left * right",
	"left / right", "left % right", "- left", "~ left", "! left", "* left", "& left",
};

static bool form_asks(const struct outline *outline, const struct expr *whole, size_t token, const char *form)
{
	struct arena arena = {0};
	struct outline own;
	bool asks;

	outline_read(&own, form, strlen(form));
	asks = place_asks_parentheses(outline, whole, token, &own, expr_read(&own, 0, own.tokens.n, &arena));
	outline_free(&own);
	arena_free(&arena);
	return asks;
}

static void put_form(struct buf *out, const char *form, size_t number)
{
	buf_puts(out, out->length ? "\\|" : "");
	for (; *form; form++) {
		buf_add(out, form, 1);
		if (isalpha((unsigned char)form[0]) && !isalpha((unsigned char)form[1]))
			buf_printf(out, "%zu", number);
	}
}

size_t operands_in_place(const struct outline *outline, const struct expr *whole, size_t token, size_t number,
			 struct buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
		if (!form_asks(outline, whole, token, forms[i]))
			continue;
		if (out)
			put_form(out, forms[i], number);
		n++;
	}
	return n;
}
