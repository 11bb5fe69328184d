// SPDX-License-Identifier: GPL-2.0-only
/* Expressions: operators, and what they stand between. */
#include "base/data/mem.h"
#include "c/syntax/expr_reader.h"
#include "c/syntax/precedence.h"

/* An expression of more operators was made by a machine; the limit keeps all who read it linear. */
#define MAX_OPERATORS 1000

/* Deeper nesting than this is no argument that a person wrote; the limit keeps the stack safe. */
#define MAX_DEPTH 200

struct expr *expr_node(struct expr_reader *reader, enum expr_kind kind, size_t first)
{
	struct expr *expr = arena_alloc(reader->arena, sizeof(*expr));

	expr->kind = kind;
	expr->first = first;
	expr->op = first;
	return expr;
}

struct expr *expr_done(struct expr_reader *reader, struct expr *expr)
{
	size_t last = reader->at < reader->last ? reader->at : reader->last;
	uint32_t directive = reader->tokens->items[expr->first].directive;

	while (last > expr->first + 1 &&
	       (token_is_comment(&reader->tokens->items[last - 1]) ||
		reader->tokens->items[last - 1].directive != directive))
		last--;
	expr->last = last;
	return expr;
}

struct expr *expr_bad(struct expr_reader *reader)
{
	size_t first = reader->at < reader->tokens->n ? reader->at : reader->tokens->n - 1;
	struct expr *expr = expr_node(reader, EXPR_BAD, first);

	reader->at = reader->last;
	return expr_done(reader, expr);
}

static struct expr *read_unary(struct expr_reader *reader)
{
	static const char *const operators[] = { "!", "~", "-", "+", "*", "&", "++", "--" };

	for (size_t i = 0; i < ARRAY_SIZE(operators); i++) {
		if (at(reader, operators[i])) {
			struct expr *expr = expr_node(reader, EXPR_UNARY, reader->at);

			step(reader);
			expr->left = expr_read_binary(reader, PRECEDENCE_UNARY);
			return expr_done(reader, expr);
		}
	}
	return expr_read_postfix(reader);
}

static struct expr *read_ternary(struct expr_reader *reader, struct expr *condition)
{
	struct expr *expr = expr_node(reader, EXPR_TERNARY, condition->first);

	expr->condition = condition;
	expr->op = reader->at;
	step(reader);
	if (!at(reader, ":"))
		expr->left = expr_read_binary(reader, PRECEDENCE_COMMA);
	if (!at(reader, ":"))
		return expr_bad(reader);
	step(reader);
	expr->right = expr_read_binary(reader, PRECEDENCE_TERNARY);
	return expr_done(reader, expr);
}

static struct expr *read_operator(struct expr_reader *reader, struct expr *left,
				  enum precedence precedence)
{
	/* Assignments group to the right, all others to the left. */
	enum precedence right = precedence == PRECEDENCE_ASSIGNMENT ? precedence : precedence + 1;
	struct expr *expr = expr_node(reader, EXPR_BINARY, left->first);

	expr->op = reader->at;
	expr->left = left;
	step(reader);
	expr->right = expr_read_binary(reader, right);
	return expr_done(reader, expr);
}

struct expr *expr_read_binary(struct expr_reader *reader, enum precedence least)
{
	struct expr *expr;

	if (++reader->depth > MAX_DEPTH)
		expr = expr_bad(reader);
	else
		expr = read_unary(reader);
	while (!at_end(reader) && expr->kind != EXPR_BAD) {
		enum precedence precedence = precedence_of(reader->tokens, reader->at);

		if (!precedence || precedence < least)
			break;
		if (++reader->operators > MAX_OPERATORS)
			return expr_bad(reader);
		expr = precedence == PRECEDENCE_TERNARY ?
			read_ternary(reader, expr) : read_operator(reader, expr, precedence);
	}
	reader->depth--;
	return expr;
}

struct expr *expr_read(const struct outline *outline, size_t first, size_t last,
		       struct arena *arena)
{
	struct expr_reader reader = {
		.outline = outline, .tokens = &outline->tokens, .arena = arena,
		.at = first, .last = last,
	};
	struct expr *expr;

	/* There may be no token at first: the list ends there, or with an #if of nothing but a comment. */
	if (first >= last) {
		expr = expr_node(&reader, EXPR_BAD, first);
		expr->last = first;
		return expr;
	}
	if (token_is_comment(&outline->tokens.items[first]))
		step(&reader);
	expr = expr_read_binary(&reader, PRECEDENCE_COMMA);
	if (!at_end(&reader) || expr->kind == EXPR_BAD) {
		expr->kind = EXPR_BAD;
		expr->first = first;
		reader.at = last;
		expr_done(&reader, expr);
	}
	return expr;
}
