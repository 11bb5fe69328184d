/* SPDX-License-Identifier: GPL-2.0-only */
/* What a function does on a way on which fewer pages came than it asked for. */
#ifndef GUPTIDY_PARTIAL_PARTIAL_H
#define GUPTIDY_PARTIAL_PARTIAL_H

#include "contract/hold/acquire.h"

enum partial_kind {
	PARTIAL_USED,			/* all are used: in a loop, or by a function that gets the full count */
	PARTIAL_SUCCESS,		/* 0 is returned, and whoever has the pages takes them for all */
	PARTIAL_RELEASED,		/* all are released */
	PARTIAL_NEGATIVE,		/* an errno is passed to a release as the number of pages */
	PARTIAL_LOST,			/* nothing is released */
	PARTIAL_BEYOND,			/* more are released, or gone through, than came */
	PARTIAL_FEWER,			/* fewer are released than came, and the rest is forgotten */
	PARTIAL_RETURNED,		/* their number is returned where an errno is meant */
	PARTIAL_KINDS,
};

/* One such way: the first of its kind in the text. */
struct partial {
	size_t token;			/* where it happens; NO_TOKEN: nowhere */
	const struct expr *branch;	/* the last condition on the result before that, or NULL */
	bool is_true;			/* the way that it took there */
	bool is_certain;		/* a function that is known does it, or the text itself */
};

struct partials {
	struct partial items[PARTIAL_KINDS];
};

/*
 * Follows the pages that a call of the function hands out. What nobody can follow is not there. Expressions
 * live in the arena.
 */
void partials_read(struct partials *partials, struct source *source, const struct acquire *acquire,
		   struct arena *arena);

#endif
