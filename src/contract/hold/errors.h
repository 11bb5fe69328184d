/* SPDX-License-Identifier: GPL-2.0-only */
/* Where in a function the result of a call may still be an errno, though conditions came before. */
#ifndef GUPTIDY_HOLD_ERRORS_H
#define GUPTIDY_HOLD_ERRORS_H

#include "c/source/source.h"
#include "c/syntax/call.h"

struct errors {
	const struct function *function;
	bool *at;			/* of each token of the body: the name there may hold an errno */
};

/*
 * Reads them for a call of a function that returns a count, or an errno; count (may be NULL) is the
 * argument that says how many are asked for. False: nobody can follow the result. Arena.
 */
bool errors_read(struct errors *errors, struct source *source, const struct call *call,
		 const struct expr *count, struct arena *arena);

/* True if the name at token i of the function holds the result there, and that may be an errno. */
bool errors_at(const struct errors *errors, size_t i);

#endif
