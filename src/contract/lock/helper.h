/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Functions that do something to an mmap lock for their caller: one that takes it and returns, its twin that
 * drops it, one that has taken it only if it returns 0.
 */
#ifndef GUPTIDY_LOCK_HELPER_H
#define GUPTIDY_LOCK_HELPER_H

#include "contract/lock/lock.h"

struct lock_helper {
	enum lock_effect effect;	/* TAKE, DROP, HOLD or FREE, on all ways that the answer is about */
	enum lock_answer answer;	/* of TAKE */
	bool is_supposed;		/* unless a function that it calls behind that undoes it */
	int parameter;			/* that leads to the mm, from 0; -1: it is current->mm */
	const char *member;		/* "->mm" of what the parameter points to; "": it is the mm itself */
};

/* What the function is of those, or NULL: none, or nobody can tell. */
const struct lock_helper *lock_helper_of(struct source *source, const struct function *function);

/* True if it leaves with a lock that it has taken, or without its caller's, on one of its ways at least. */
bool lock_helper_is_uneven(struct source *source, const struct function *function);

/* What the call at token i does by way of such a function, in this file or in another; false: nothing. */
bool lock_helper_event(struct source *source, size_t i, struct lock_event *event);

#endif
