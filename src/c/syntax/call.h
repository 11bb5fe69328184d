/* SPDX-License-Identifier: GPL-2.0-only */
/* A call as its author wrote it: the name, the parentheses, and each argument as an expression. */
#ifndef GUPTIDY_SYNTAX_CALL_H
#define GUPTIDY_SYNTAX_CALL_H

#include "c/syntax/expr.h"

struct call {
	size_t name, open, close;	/* tokens */
	struct expr **arguments;
	size_t n;
	bool split;			/* a directive stands between the parentheses */
	bool is_forked;			/* an #else does: the arguments are those of several branches, in a row */
};

/*
 * Reads the call whose name is token i; what it points to lives in the arena. -1: no whole call, or one in so
 * many brackets that a machine wrote it.
 */
int call_read(const struct outline *outline, size_t i, struct arena *arena, struct call *call);

/* Why it cannot be read: for people. */
const char *call_trouble(const struct outline *outline, size_t i);

/*
 * The last name of what takes the value of the call at token i: of `x =`, `p->x = (int)`. NO_TOKEN: nothing does,
 * or what a pointer points to.
 */
size_t call_taker(const struct token_list *tokens, size_t i);

/* True if a parenthesis behind token i, if there is one, is that of a call: the token is a name, and no keyword. */
bool call_is_of(const struct token_list *tokens, size_t i);

/*
 * The call around tokens [first, last), if they are one whole argument of it: its index goes into
 * *which. A keyword calls nothing.
 */
bool call_of_argument(const struct outline *outline, size_t first, size_t last, struct arena *arena,
		      struct call *call, size_t *which);

#endif
