/* SPDX-License-Identifier: GPL-2.0-only */
/* What expr_read.c and expr_operand.c share: each function takes what its name says, and leaves the reader behind. */
#ifndef GUPTIDY_SYNTAX_EXPR_READER_H
#define GUPTIDY_SYNTAX_EXPR_READER_H

#include "base/data/arena.h"
#include "c/syntax/expr.h"

/* Tokens [at, last) are still to be read. */
struct expr_reader {
	const struct outline *outline;
	const struct token_list *tokens;
	struct arena *arena;
	size_t at, last;
	unsigned depth, operators;	/* so far */
};

/* Nothing is left. */
static inline bool at_end(const struct expr_reader *reader)
{
	return reader->at >= reader->last;
}

/* The next token has that text. */
static inline bool at(const struct expr_reader *reader, const char *text)
{
	return !at_end(reader) && token_is(reader->tokens, reader->at, text);
}

/* The next token is of that kind. */
static inline bool at_kind(const struct expr_reader *reader, enum token_kind kind)
{
	return !at_end(reader) && reader->tokens->items[reader->at].kind == kind;
}

/* Goes behind the next token. */
static inline void step(struct expr_reader *reader)
{
	reader->at = token_next(reader->tokens, reader->at);
}

/* A node that begins at token first; in the arena. */
struct expr *expr_node(struct expr_reader *reader, enum expr_kind kind, size_t first);

/* Ends a node behind the last code that was read: a comment that follows is not part of it. Returns it. */
struct expr *expr_done(struct expr_reader *reader, struct expr *expr);

/* What cannot be read, up to the end. */
struct expr *expr_bad(struct expr_reader *reader);

/* An expression of operators that bind at least so tightly. */
struct expr *expr_read_binary(struct expr_reader *reader, enum precedence least);

/* An operand with its calls, members, indices, ++ and -- behind it. */
struct expr *expr_read_postfix(struct expr_reader *reader);

#endif
