/* SPDX-License-Identifier: GPL-2.0-only */
/* Is the mmap lock held at a call, as far as the function around it tells? */
#ifndef GUPTIDY_PATH_HELD_H
#define GUPTIDY_PATH_HELD_H

#include "flow/route.h"
#include "syntax/call.h"
#include "syntax/source.h"

/* The lock on one way. */
enum hold {
	HOLD_ENTRY = 1 << 0,		/* as the function's caller left it */
	HOLD_TAKEN = 1 << 1,
	HOLD_DROPPED = 1 << 2,		/* held once, and dropped by the function itself */
	HOLD_UNKNOWN = 1 << 3,
};

struct held {
	unsigned holds;			/* of all ways that lead to the call; 0: none does, or the
					   function cannot be read */
	size_t operation;		/* what took or dropped it, on one of these ways, or NO_TOKEN */
	size_t taken_behind;		/* on a way from the call on, which it reaches as at entry, this
					   is the first operation: nobody held the lock. Or NO_TOKEN */
	bool dropped_behind;		/* on another, the function drops a lock that it did not take */
};

/* The lock of mm (see lock_mm()) at the call whose name is the token. */
void held_at(struct source *source, size_t call, const char *mm, struct held *held);

/*
 * The shortest way to the call on which that lock is so: one of enum hold. What took or dropped it on
 * that way; NO_TOKEN and an empty route when there is none to tell. Freed by route_free().
 */
size_t held_route(struct source *source, size_t call, const char *mm, enum hold hold,
		  struct route *route);

#endif
