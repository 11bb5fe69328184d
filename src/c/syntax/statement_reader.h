/* SPDX-License-Identifier: GPL-2.0-only */
/* What statement.c and leaf.c share: the way through a stream, piece by piece. */
#ifndef GUPTIDY_SYNTAX_STATEMENT_READER_H
#define GUPTIDY_SYNTAX_STATEMENT_READER_H

#include "c/syntax/statement.h"

struct statement_reader {
	const struct outline *outline;
	const struct token_list *tokens;
	struct arena *arena;
	const struct stream *stream;
	size_t at, last;		/* pieces */
	size_t arm;			/* the branch whose statements are being read, or NO_TOKEN */
	unsigned depth;
	size_t cut;			/* a branch of an #if that cuts a statement, or NO_TOKEN */
	size_t bad;
	const char *why;		/* not NULL: all readers return at once */
};

/* Nothing is left, or somebody gave up. */
static inline bool at_end(const struct statement_reader *reader)
{
	return reader->why || reader->at >= reader->last;
}

/* The next piece is a mark of that kind. */
static inline bool at_mark(const struct statement_reader *reader, enum piece_kind kind)
{
	return !at_end(reader) && reader->stream->pieces.items[reader->at].kind == kind;
}

/* The token of a piece; behind the last one, that behind all tokens. */
static inline size_t token_of(const struct statement_reader *reader, size_t piece)
{
	return piece < reader->stream->pieces.n ? reader->stream->pieces.items[piece].token :
	       reader->tokens->n;
}

/* The piece is code with that text. */
static inline bool piece_is(const struct statement_reader *reader, size_t piece, const char *text)
{
	return piece < reader->last && reader->stream->pieces.items[piece].kind == PIECE_CODE &&
	       token_is(reader->tokens, token_of(reader, piece), text);
}

/* The next piece is code with that text. */
static inline bool at(const struct statement_reader *reader, const char *text)
{
	return !at_end(reader) && piece_is(reader, reader->at, text);
}

/* The piece is an identifier. */
static inline bool piece_is_word(const struct statement_reader *reader, size_t piece)
{
	return piece < reader->last && reader->stream->pieces.items[piece].kind == PIECE_CODE &&
	       reader->tokens->items[token_of(reader, piece)].kind == TOKEN_IDENTIFIER;
}

/* Gives up. Inside an #if the fault may be that it cuts a statement: then one branch of it is chosen. */
void statement_fail(struct statement_reader *reader, const char *why);

/* The same where the #if at the piece that is next cuts a statement. */
void statement_fail_cut(struct statement_reader *reader);

/* A statement that begins at the piece that is next; in the arena. */
struct statement *statement_new(struct statement_reader *reader, enum statement_kind kind);

/* The statement ends behind the last piece that was read. Returns it. */
struct statement *statement_done(struct statement_reader *reader, struct statement *statement);

/* Reads (head) of a statement. */
void statement_head(struct statement_reader *reader, struct statement *statement);

/* Reads the statement that hangs on the parent. */
void statement_add_body(struct statement_reader *reader, struct statement *parent, struct statement **tail);

/* Reads what ends with a semicolon; in the arena. */
struct statement *statement_leaf(struct statement_reader *reader);

#endif
