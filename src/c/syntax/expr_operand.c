// SPDX-License-Identifier: GPL-2.0-only
/* Operands: names, numbers, strings, casts, what stands in parentheses, calls and members. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/expr_reader.h"

#include <stdlib.h>
#include <string.h>

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
	struct expr *expr = expr_node(reader, EXPR_OPAQUE, first);

	reader->at = close;
	step(reader);
	return expr_done(reader, expr);
}

static struct expr *read_parentheses(struct expr_reader *reader)
{
	size_t first = reader->at, close = outline_closing(reader->outline, first);
	size_t last = reader->last;
	struct expr *expr;

	if (close == NO_TOKEN || close >= last)
		return expr_bad(reader);
	step(reader);
	if (at(reader, "{"))
		return read_opaque(reader, first, close);
	expr = expr_node(reader, EXPR_PARENTHESES, first);
	reader->last = close;
	expr->left = expr_read_binary(reader, PRECEDENCE_COMMA);
	if (!at_end(reader))
		expr->kind = EXPR_BAD;
	reader->last = last;
	reader->at = close;
	step(reader);
	return expr_done(reader, expr);
}

static struct expr *read_cast(struct expr_reader *reader)
{
	struct expr *expr = expr_node(reader, EXPR_CAST, reader->at);

	reader->at = outline_closing(reader->outline, reader->at);
	step(reader);
	if (at(reader, "{")) {		/* a compound literal */
		size_t close = outline_closing(reader->outline, reader->at);

		return close == NO_TOKEN || close >= reader->last ?
			expr_bad(reader) : read_opaque(reader, expr->first, close);
	}
	expr->left = expr_read_binary(reader, PRECEDENCE_UNARY);
	return expr_done(reader, expr);
}

static struct expr *read_sizeof(struct expr_reader *reader)
{
	size_t first = reader->at;
	struct expr *expr;

	step(reader);
	if (at(reader, "(")) {
		size_t close = outline_closing(reader->outline, reader->at);

		return close == NO_TOKEN || close >= reader->last ?
			expr_bad(reader) : read_opaque(reader, first, close);
	}
	expr = expr_node(reader, EXPR_OPAQUE, first);
	expr->left = expr_read_binary(reader, PRECEDENCE_UNARY);
	expr->left = NULL;
	return expr_done(reader, expr);
}

static struct expr *read_strings(struct expr_reader *reader)
{
	struct expr *expr = expr_node(reader, EXPR_STRING, reader->at);

	while (at_kind(reader, TOKEN_STRING) || at_kind(reader, TOKEN_CHARACTER))
		step(reader);
	return expr_done(reader, expr);
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
		expr = expr_node(reader, EXPR_IDENTIFIER, reader->at);
	else if (at_kind(reader, TOKEN_NUMBER))
		expr = expr_node(reader, EXPR_NUMBER, reader->at);
	else
		return expr_bad(reader);
	step(reader);
	return expr_done(reader, expr);
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
	struct expr *expr = expr_node(reader, EXPR_OPAQUE, reader->at);

	while (!at_end(reader) && !at(reader, ","))
		step(reader);
	return expr_done(reader, expr);
}

static void read_arguments(struct expr_reader *reader, struct expr *call, size_t close)
{
	struct { struct expr **items; size_t n, capacity; } list = {0};
	size_t last = reader->last;

	reader->last = close;
	while (!at_end(reader)) {
		struct expr *argument = at_type(reader) ? read_type(reader) :
							  expr_read_binary(reader, PRECEDENCE_ASSIGNMENT);

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
	struct expr *expr = expr_node(reader, EXPR_CALL, left->first);

	if (close == NO_TOKEN || close >= reader->last)
		return expr_bad(reader);
	expr->left = left;
	expr->op = reader->at;
	step(reader);
	read_arguments(reader, expr, close);
	return expr_done(reader, expr);
}

static struct expr *read_member(struct expr_reader *reader, struct expr *left)
{
	struct expr *expr = expr_node(reader, EXPR_MEMBER, left->first);

	step(reader);
	if (!at_kind(reader, TOKEN_IDENTIFIER))
		return expr_bad(reader);
	expr->left = left;
	expr->op = reader->at;
	step(reader);
	return expr_done(reader, expr);
}

static struct expr *read_index(struct expr_reader *reader, struct expr *left)
{
	size_t close = outline_closing(reader->outline, reader->at), last = reader->last;
	struct expr *expr = expr_node(reader, EXPR_INDEX, left->first);

	if (close == NO_TOKEN || close >= last)
		return expr_bad(reader);
	expr->left = left;
	step(reader);
	reader->last = close;
	expr->right = expr_read_binary(reader, PRECEDENCE_COMMA);
	reader->last = last;
	reader->at = close;
	step(reader);
	return expr_done(reader, expr);
}

struct expr *expr_read_postfix(struct expr_reader *reader)
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
			struct expr *outer = expr_node(reader, EXPR_POSTFIX, expr->first);

			outer->left = expr;
			outer->op = reader->at;
			step(reader);
			expr = expr_done(reader, outer);
		} else {
			break;
		}
	}
	return expr;
}
