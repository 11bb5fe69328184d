/* SPDX-License-Identifier: GPL-2.0-only */
/* Two functions of a file: one takes pages into an array that it gets, the other one drops what is in such an array. */
#ifndef GUPTIDY_OWNER_PAIR_H
#define GUPTIDY_OWNER_PAIR_H

#include "contract/hold/acquire.h"

struct pair {
	size_t acquire;			/* the call of the family in the first one */
	enum hold_kind kind;		/* what it takes */
	size_t taken, passed;		/* where both are called, for the same array */
	const struct function *releaser;
	size_t release;			/* where that one drops another kind of hold */
};

/*
 * Calls visit with each pair that does not fit, of the call at token acquire. Only for arrays that are a local
 * variable of a function which puts nothing else into them, and hands them to nobody who may.
 */
void pairs_visit(struct source *source, size_t acquire, void (*visit)(const struct pair *pair, void *data),
		 void *data);

#endif
