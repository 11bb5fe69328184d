/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How the result of one call stands to what was asked for, on each way behind it: an errno, nothing, fewer
 * than asked for, all. It is followed through copies, casts, sums that begin with 0 and members, and
 * narrowed by each condition on it. Variables that hold something else, as a constant errno, are followed
 * too: so it is known what `return ret` returns, and what `if (ret)` behind a label tells.
 *
 * A struct relation is a part of the way of a walker (contract/path/ways.h):
 *
 *	entry:	relation_begin()	step:	relation_step()		edge:	relation_edge()
 *
 * What is promised: the bits are the most that it can be. A bit that is there may be excluded by something
 * that nobody can follow only if RELATION_UNKNOWN is there, too: then it proves nothing.
 */
#ifndef GUPTIDY_HOLD_RELATION_H
#define GUPTIDY_HOLD_RELATION_H

#include "c/flow/graph.h"
#include "contract/hold/acquire.h"
#include "contract/path/variables.h"
#include "kernel/api/api.h"

/* Bits. Of what is no result of the call, a positive number has both SHORT and FULL. */
enum {
	RELATION_NEGATIVE = 1 << 0,	/* an errno, an ERR_PTR() */
	RELATION_ZERO = 1 << 1,		/* none, NULL, false */
	RELATION_SHORT = 1 << 2,	/* some, but fewer than asked for */
	RELATION_FULL = 1 << 3,		/* all; a page, true */
	RELATION_UNKNOWN = 1 << 4,	/* the text looks at it, and nobody can tell what follows */
	RELATION_POSITIVE = RELATION_SHORT | RELATION_FULL,
	RELATION_ANY = RELATION_NEGATIVE | RELATION_ZERO | RELATION_POSITIVE,
};

/* How many of these bits are something that the result can be. */
#define RELATION_OUTCOMES 4

/* What one way knows; no padding. */
struct relation {
	unsigned char result;		/* of the last call on this way; 0: it was not made */
	unsigned char linked;		/* a bit for each variable: it holds the result itself */
	unsigned char is_count_lost;	/* what the count is made of has changed since the call */
	unsigned char not_few;		/* of a few that the text counts: how many have not come; a bit each */
	unsigned char is_sign_doubted;	/* it was compared with what may be unsigned: an errno is less, or more */
	unsigned char values[MAX_VARIABLES];	/* what each variable can be, of those that are not linked */
	unsigned char told[MAX_VARIABLES][RELATION_OUTCOMES];	/* and for which outcome; 0: it tells none */
};

/* Whose result is to be followed. */
struct followed_call {
	const struct call *call;
	unsigned first;			/* what it can return: bits */
	const struct expr *count;	/* of its arguments, how many are asked for; NULL: it is not counted */
};

/* A call whose result is followed, in one graph. */
struct relations {
	struct source *source;
	struct variables variables;
	struct call call;
	unsigned first;			/* what the call can return: bits */
	const char *count;		/* its text, without casts; NULL: it is not counted */
	const struct expr *count_expr;
	bool is_pointer;		/* the result is the page, or the array */
	bool takes_for_unsigned;	/* comparisons of types that the text does not tell */
	struct arena *arena;
};

/* What a function of that kind of result can return, if it was asked for that many. */
unsigned relation_of_result(enum gup_result result, bool is_one);

/* True if the count is 1 whatever the way: a call for one page cannot be short. */
bool relation_is_one(struct source *source, const struct expr *count);

/*
 * Prepares to follow a call in the function; NULL: none, only what its variables hold. False: the function
 * cannot be read so. What is kept lives in the arena.
 */
bool relations_read(struct relations *relations, struct source *source, const struct function *function,
		    const struct followed_call *followed, struct arena *arena);

/* The same of a call that hands out pages. */
bool relations_of_acquire(struct relations *relations, struct source *source,
			  const struct function *function, const struct acquire *acquire,
			  struct arena *arena);

/* The relation at the function's begin. */
struct relation relation_begin(const struct relations *relations);

/* What a step makes of it. */
void relation_step(const struct relations *relations, const struct step *step,
		   struct relation *relation);

/* What an edge tells; false: no run takes it. */
bool relation_edge(const struct relations *relations, const struct edge *edge,
		   const struct step *last, struct relation *relation);

/* Takes the condition for true, or false; false: it cannot be. */
bool relation_test(const struct relations *relations, struct relation *relation,
		   const struct expr *condition, bool truth);

/* What an expression can be on this way; *is_result (may be NULL): it is the call's result itself. */
unsigned relation_of(const struct relations *relations, const struct relation *relation,
		     const struct expr *expr, bool *is_result);

/*
 * True if these bits of the result hold an errno and more, and a comparison of which nobody knows whether it
 * has a sign may have excluded the errno.
 */
bool relation_is_doubted(const struct relation *relation, unsigned bits);

/* True if the expression is the number that was asked for, and still is on this way. */
bool relation_is_count(const struct relations *relations, const struct relation *relation,
		       const struct expr *expr);

#endif
