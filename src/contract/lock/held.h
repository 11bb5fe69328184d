/* SPDX-License-Identifier: GPL-2.0-only */
/* Is the mmap lock held at a call, as far as the function around it tells? */
#ifndef GUPTIDY_LOCK_HELD_H
#define GUPTIDY_LOCK_HELD_H

#include "c/flow/route.h"
#include "c/source/source.h"
#include "c/syntax/call.h"

/* The lock on one way. */
enum hold {
	HOLD_ENTRY = 1 << 0,		/* as the function's caller left it */
	HOLD_TAKEN = 1 << 1,
	HOLD_DROPPED = 1 << 2,		/* held once, and dropped by the function itself */
	HOLD_UNKNOWN = 1 << 3,
	HOLD_FREE = 1 << 4,		/* something was called that nobody calls with it held */
	HOLD_HINTED = 1 << 5,		/* as at entry, and something was called that wants it held */
	HOLD_OTHER = 1 << 6,		/* as at entry; what was taken is that of another mm, as it seems */
};

/* Ways on which nobody holds it, as far as this function goes, or at all. */
#define HOLDS_NOT_TAKEN ((unsigned)(HOLD_ENTRY | HOLD_DROPPED | HOLD_FREE))
#define HOLDS_FREE ((unsigned)(HOLD_DROPPED | HOLD_FREE))

struct held {
	unsigned holds;			/* of all ways that lead to the call; 0: none does, or the
					   function cannot be read */
	size_t operation;		/* what took, dropped or showed it, on one of these ways, or took
					   another; or NO_TOKEN */
	bool is_supposed;		/* so if functions that nobody can read leave the lock alone */
	/* What is first done to the lock behind a call that is reached as at entry, on one way or another. */
	size_t taken_behind;		/* taken, by this: nobody held it. Or NO_TOKEN */
	size_t free_behind;		/* known to be free, by this. Or NO_TOKEN */
	size_t dropped_behind;		/* dropped, by this, though not taken; or that of another mm, as it
					   seems; the last one in the text. Or NO_TOKEN */
	bool is_left;			/* some way leaves the function with the lock as at entry */
	bool is_untried;		/* some way has not tried for it in vain in front of the call */
	struct {			/* the same of the ways that were at the call before, in a loop */
		unsigned holds;
		size_t operation;
		bool is_supposed;
	} again;
	/*
	 * On some way this has taken, or dropped, the lock, and whatever conditions that hangs on: nothing
	 * stands between it and the call. Or NO_TOKEN
	 */
	size_t taken_just, dropped_just;
	/* What certainly has dropped it on some way, with nothing behind that which may have taken it. Or NO_TOKEN */
	size_t dropped_surely;
	/* What may have dropped it on some way, as &locked tells, which nobody has looked at. Or NO_TOKEN */
	size_t maybe_dropped;
};

/* True if some way has met one of these, and none anything else. */
static inline bool held_only(const struct held *held, unsigned holds)
{
	return held->holds && !(held->holds & ~holds);
}

/*
 * True if that hangs on functions of other files, and those are not known yet: there will be another look
 * when they are.
 */
static inline bool held_waits(const struct held *held, const struct source *source)
{
	return held->is_supposed && !source->across;
}

/* The lock of mm (see lock_mm()) at the call whose name is the token. */
void held_at(struct source *source, size_t call, const char *mm, struct held *held);

/*
 * The shortest way to the call on which that lock is so: one of enum hold. What took or dropped it on
 * that way; NO_TOKEN and an empty route when there is none to tell. Freed by route_free().
 */
size_t held_route(struct source *source, size_t call, const char *mm, enum hold hold,
		  struct route *route);

#endif
