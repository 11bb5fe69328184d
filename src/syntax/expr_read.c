// SPDX-License-Identifier: GPL-2.0-only
/* Reads expressions: each function takes what its name says, and leaves the reader behind it. */
#include "base/arena.h"
#include "base/mem.h"
#include "outline/words.h"
#include "syntax/expr.h"
#include "syntax/precedence.h"

#include <stdlib.h>
#include <string.h>

/* An expression of more operators was made by a machine; the limit keeps all who read it linear. */
#define MAX_OPERATORS 1000

/* Deeper nesting than this is no argument that a person wrote; the limit keeps the stack safe. */
#define MAX_DEPTH 200

struct expr_reader {
	const struct outline *outline;
	const struct token_list *tokens;
	struct arena *arena;
	size_t at, last;
	unsigned depth, operators;
};

static struct expr *read_binary(struct expr_reader *reader, enum precedence least);

static bool at_end(const struct expr_reader *reader)
{
	return reader->at >= reader->last;
}

static bool at(const struct expr_reader *reader, const char *text)
{
	return !at_end(reader) && token_is(reader->tokens, reader->at, text);
}

static bool at_kind(const struct expr_reader *reader, enum token_kind kind)
{
	return !at_end(reader) && reader->tokens->items[reader->at].kind == kind;
}

static void step(struct expr_reader *reader)
{
	reader->at = token_next(reader->tokens, reader->at);
}

static struct expr *node(struct expr_reader *reader, enum expr_kind kind, size_t first)
{
	struct expr *expr = arena_alloc(reader->arena, sizeof(*expr));

	expr->kind = kind;
	expr->first = first;
	expr->op = first;
	return expr;
}

/* Ends a node behind the last code that was read: a comment that follows is not part of it. */
static struct expr *done(struct expr_reader *reader, struct expr *expr)
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

static struct expr *bad(struct expr_reader *reader)
{
	size_t first = reader->at < reader->tokens->n ? reader->at : reader->tokens->n - 1;
	struct expr *expr = node(reader, EXPR_BAD, first);

	reader->at = reader->last;
	return done(reader, expr);
}

/* Can an operand begin at token i? What follows a cast must be one. */
static bool begins_operand(const struct expr_reader *reader, size_t i)
{
	if (i >= reader->last)
		return false;
	if (reader->tokens->items[i].kind != TOKEN_PUNCTUATION)
		return true;
	return token_is(reader->tokens, i, "(") || token_is(reader->tokens, i, "~") ||
	       token_is(reader->tokens, i, "!");
}

/*
 * Is the parenthesis at the reader a cast? Its content must look like a type: a type's own word, or
 * names and stars only, with a star at the end or with an operand behind that no operator joins.
 * `(x) & y` and `(x) - y` are read as operators, as no typedef is known here.
 */
static bool at_cast(const struct expr_reader *reader)
{
	size_t close = outline_closing(reader->outline, reader->at), words = 0;
	size_t i = token_next(reader->tokens, reader->at);
	bool star = false;

	if (close == NO_TOKEN || close >= reader->last)
		return false;
	if (is_type_word(reader->tokens, i))
		return true;
	for (; i < close; i = token_next(reader->tokens, i)) {
		star = token_is(reader->tokens, i, "*");
		if (!star && reader->tokens->items[i].kind != TOKEN_IDENTIFIER)
			return false;
		words += !star;
	}
	i = token_next(reader->tokens, close);
	if (star || words > 1)
		return words > 0;
	return words == 1 && begins_operand(reader, i) && !token_is(reader->tokens, i, "(");
}

static struct expr *read_opaque(struct expr_reader *reader, size_t first, size_t close)
{
	struct expr *expr = node(reader, EXPR_OPAQUE, first);

	reader->at = close;
	step(reader);
	return done(reader, expr);
}

static struct expr *read_parentheses(struct expr_reader *reader)
{
	size_t first = reader->at, close = outline_closing(reader->outline, first);
	size_t last = reader->last;
	struct expr *expr;

	if (close == NO_TOKEN || close >= last)
		return bad(reader);
	step(reader);
	if (at(reader, "{"))
		return read_opaque(reader, first, close);
	expr = node(reader, EXPR_PARENTHESES, first);
	reader->last = close;
	expr->left = read_binary(reader, PRECEDENCE_COMMA);
	if (!at_end(reader))
		expr->kind = EXPR_BAD;
	reader->last = last;
	reader->at = close;
	step(reader);
	return done(reader, expr);
}

static struct expr *read_cast(struct expr_reader *reader)
{
	struct expr *expr = node(reader, EXPR_CAST, reader->at);

	reader->at = outline_closing(reader->outline, reader->at);
	step(reader);
	if (at(reader, "{")) {		/* a compound literal */
		size_t close = outline_closing(reader->outline, reader->at);

		return close == NO_TOKEN || close >= reader->last ?
			bad(reader) : read_opaque(reader, expr->first, close);
	}
	expr->left = read_binary(reader, PRECEDENCE_UNARY);
	return done(reader, expr);
}

static struct expr *read_sizeof(struct expr_reader *reader)
{
	size_t first = reader->at;
	struct expr *expr;

	step(reader);
	if (at(reader, "(")) {
		size_t close = outline_closing(reader->outline, reader->at);

		return close == NO_TOKEN || close >= reader->last ?
			bad(reader) : read_opaque(reader, first, close);
	}
	expr = node(reader, EXPR_OPAQUE, first);
	expr->left = read_binary(reader, PRECEDENCE_UNARY);
	expr->left = NULL;
	return done(reader, expr);
}

static struct expr *read_strings(struct expr_reader *reader)
{
	struct expr *expr = node(reader, EXPR_STRING, reader->at);

	while (at_kind(reader, TOKEN_STRING) || at_kind(reader, TOKEN_CHARACTER))
		step(reader);
	return done(reader, expr);
}

static struct expr *read_primary(struct expr_reader *reader)
{
	struct expr *expr;

	if (at(reader, "("))
		return at_cast(reader) ? read_cast(reader) : read_parentheses(reader);
	if (at(reader, "sizeof") || at(reader, "__alignof__") || at(reader, "_Alignof"))
		return read_sizeof(reader);
	if (at_kind(reader, TOKEN_STRING) || at_kind(reader, TOKEN_CHARACTER))
		return read_strings(reader);
	if (at_kind(reader, TOKEN_IDENTIFIER))
		expr = node(reader, EXPR_IDENTIFIER, reader->at);
	else if (at_kind(reader, TOKEN_NUMBER))
		expr = node(reader, EXPR_NUMBER, reader->at);
	else
		return bad(reader);
	step(reader);
	return done(reader, expr);
}

/* min_t and its kin look like types, but are called. */
static bool at_type(const struct expr_reader *reader)
{
	return is_type_word(reader->tokens, reader->at) &&
	       !token_is(reader->tokens, token_next(reader->tokens, reader->at), "(");
}

/* A type as an argument, as min_t() takes one: up to its comma. */
static struct expr *read_type(struct expr_reader *reader)
{
	struct expr *expr = node(reader, EXPR_OPAQUE, reader->at);

	while (!at_end(reader) && !at(reader, ","))
		step(reader);
	return done(reader, expr);
}

static void read_arguments(struct expr_reader *reader, struct expr *call, size_t close)
{
	struct { struct expr **items; size_t n, capacity; } list = {0};
	size_t last = reader->last;

	reader->last = close;
	while (!at_end(reader)) {
		struct expr *argument = at_type(reader) ? read_type(reader) :
							  read_binary(reader, PRECEDENCE_ASSIGNMENT);

		VEC_PUSH(&list, argument);
		if (!at_end(reader) && !at(reader, ","))
			call->kind = EXPR_BAD;
		if (at(reader, ","))
			step(reader);
		else
			break;
	}
	call->arguments = arena_alloc(reader->arena, list.n * sizeof(*list.items) + 1);
	if (list.n)
		memcpy(call->arguments, list.items, list.n * sizeof(*list.items));
	call->n_arguments = list.n;
	free(list.items);
	reader->last = last;
	reader->at = close;
	step(reader);
}

static struct expr *read_call(struct expr_reader *reader, struct expr *left)
{
	size_t close = outline_closing(reader->outline, reader->at);
	struct expr *expr = node(reader, EXPR_CALL, left->first);

	if (close == NO_TOKEN || close >= reader->last)
		return bad(reader);
	expr->left = left;
	expr->op = reader->at;
	step(reader);
	read_arguments(reader, expr, close);
	return done(reader, expr);
}

static struct expr *read_member(struct expr_reader *reader, struct expr *left)
{
	struct expr *expr = node(reader, EXPR_MEMBER, left->first);

	step(reader);
	if (!at_kind(reader, TOKEN_IDENTIFIER))
		return bad(reader);
	expr->left = left;
	expr->op = reader->at;
	step(reader);
	return done(reader, expr);
}

static struct expr *read_index(struct expr_reader *reader, struct expr *left)
{
	size_t close = outline_closing(reader->outline, reader->at), last = reader->last;
	struct expr *expr = node(reader, EXPR_INDEX, left->first);

	if (close == NO_TOKEN || close >= last)
		return bad(reader);
	expr->left = left;
	step(reader);
	reader->last = close;
	expr->right = read_binary(reader, PRECEDENCE_COMMA);
	reader->last = last;
	reader->at = close;
	step(reader);
	return done(reader, expr);
}

static struct expr *read_postfix(struct expr_reader *reader)
{
	struct expr *expr = read_primary(reader);

	while (!at_end(reader) && expr->kind != EXPR_BAD) {
		if (at(reader, "(")) {
			expr = read_call(reader, expr);
		} else if (at(reader, ".") || at(reader, "->")) {
			expr = read_member(reader, expr);
		} else if (at(reader, "[")) {
			expr = read_index(reader, expr);
		} else if (at(reader, "++") || at(reader, "--")) {
			struct expr *outer = node(reader, EXPR_POSTFIX, expr->first);

			outer->left = expr;
			outer->op = reader->at;
			step(reader);
			expr = done(reader, outer);
		} else {
			break;
		}
	}
	return expr;
}

static struct expr *read_unary(struct expr_reader *reader)
{
	static const char *const operators[] = { "!", "~", "-", "+", "*", "&", "++", "--" };

	for (size_t i = 0; i < ARRAY_SIZE(operators); i++) {
		if (at(reader, operators[i])) {
			struct expr *expr = node(reader, EXPR_UNARY, reader->at);

			step(reader);
			expr->left = read_binary(reader, PRECEDENCE_UNARY);
			return done(reader, expr);
		}
	}
	return read_postfix(reader);
}

static struct expr *read_ternary(struct expr_reader *reader, struct expr *condition)
{
	struct expr *expr = node(reader, EXPR_TERNARY, condition->first);

	expr->condition = condition;
	expr->op = reader->at;
	step(reader);
	if (!at(reader, ":"))
		expr->left = read_binary(reader, PRECEDENCE_COMMA);
	if (!at(reader, ":"))
		return bad(reader);
	step(reader);
	expr->right = read_binary(reader, PRECEDENCE_TERNARY);
	return done(reader, expr);
}

static struct expr *read_operator(struct expr_reader *reader, struct expr *left,
				  enum precedence precedence)
{
	/* Assignments group to the right, all others to the left. */
	enum precedence right = precedence == PRECEDENCE_ASSIGNMENT ? precedence : precedence + 1;
	struct expr *expr = node(reader, EXPR_BINARY, left->first);

	expr->op = reader->at;
	expr->left = left;
	step(reader);
	expr->right = read_binary(reader, right);
	return done(reader, expr);
}

static struct expr *read_binary(struct expr_reader *reader, enum precedence least)
{
	struct expr *expr;

	if (++reader->depth > MAX_DEPTH)
		expr = bad(reader);
	else
		expr = read_unary(reader);
	while (!at_end(reader) && expr->kind != EXPR_BAD) {
		enum precedence precedence = precedence_of(reader->tokens, reader->at);

		if (!precedence || precedence < least)
			break;
		if (++reader->operators > MAX_OPERATORS)
			return bad(reader);
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
		expr = node(&reader, EXPR_BAD, first);
		expr->last = first;
		return expr;
	}
	if (token_is_comment(&outline->tokens.items[first]))
		step(&reader);
	expr = read_binary(&reader, PRECEDENCE_COMMA);
	if (!at_end(&reader) || expr->kind == EXPR_BAD) {
		expr->kind = EXPR_BAD;
		expr->first = first;
		reader.at = last;
		done(&reader, expr);
	}
	return expr;
}
