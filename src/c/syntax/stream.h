/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The code of one body, as statements are read from it: no comments, brackets matched, and a mark
 * where an #if, #else or #endif stands. An #if that cuts a statement in two cannot be read with all
 * its branches at once: a choice says which branch of it is read, and the others are not there.
 */
#ifndef GUPTIDY_SYNTAX_STREAM_H
#define GUPTIDY_SYNTAX_STREAM_H

#include "c/outline/outline.h"

struct arena;

/* What is chosen of each #if of one condition; equal conditions are chosen equally. */
struct arm_choice {
	const char *condition;		/* its text, in the arena */
	size_t arm;			/* from 0; the number of branches: none of them */
};

struct arm_choices {
	struct arm_choice *items;
	size_t n, capacity;
};

/* The branches of one #if. */
#define MAX_ARMS 64
struct arms {
	size_t branches[MAX_ARMS];	/* of the outline */
	size_t n;
	bool has_else, is_negated;	/* #ifndef X is #ifdef X, the other way round */
	const char *condition;		/* in the arena */
};

enum piece_kind { PIECE_CODE, PIECE_IF, PIECE_ELSE, PIECE_ENDIF };

struct stream_piece {
	enum piece_kind kind;
	uint32_t token;			/* of a mark: the # */
	uint32_t partner;		/* of an opening bracket: the piece that closes it */
	size_t branch;			/* of a mark: the branch that it opens, or ends */
};

struct token_span {
	size_t first, last;		/* tokens [first, last) */
};

struct stream {
	struct {
		struct stream_piece *items;
		size_t n, capacity;
	} pieces;
	struct {
		struct token_span *items;
		size_t n, capacity;
	} hidden;			/* what the choices leave out, in the order of the text */
	struct {
		size_t *items;
		size_t n, capacity;
	} chosen;			/* branches that the choices take */
	size_t cut;			/* a branch of an #if that needs a choice, or NO_TOKEN */
	size_t bad;			/* the bracket without a partner, or NO_TOKEN */
};

/*
 * Reads tokens [first, last): of a function's body, or of one directive. Freed by stream_free(). When
 * cut or bad is set, nothing else is to be used.
 */
void stream_read(const struct outline *outline, size_t first, size_t last,
		 const struct arm_choices *choices, struct arena *arena, struct stream *stream);

/* Frees what stream_read() made. */
void stream_free(struct stream *stream);

/* The branches of the #if that a branch belongs to. */
void arms_read(const struct outline *outline, size_t branch, struct arena *arena, struct arms *arms);

/* The choice of arm i of an #if, so that it fits all that have this condition. */
struct arm_choice arms_choice(const struct arms *arms, size_t i);

#endif
