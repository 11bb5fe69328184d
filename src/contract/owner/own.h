/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who owns the pages that a call hands out, on every way through its function: the function, until it
 * releases them, or gives them to something that outlives it.
 */
#ifndef GUPTIDY_OWNER_OWN_H
#define GUPTIDY_OWNER_OWN_H

#include "c/flow/route.h"
#include "calls/summary/across.h"
#include "contract/hold/acquire.h"

/* A way on which something is wrong. */
struct own_way {
	size_t at;			/* token where it is seen; NO_TOKEN: there is no such way */
	size_t before;			/* an earlier token that it hangs on, or NO_TOKEN */
	struct route route;		/* the shortest such way */
};

struct own {
	bool is_known;			/* false: nobody can follow the pages */
	bool is_foreign;		/* the array is somebody else's, who might know what is in it */
	struct own_way leak;		/* at a return, or the function's end, the pages are still its own, and
					   nobody else knows them; before: where the array was freed */
	bool leak_fails;		/* that return says failure */
	struct own_way twice;		/* released again; before: the first time */
	struct own_way misfit;		/* a function gets them that drops another kind of hold */
	struct across_place dropped;	/* where it does so */
};

/*
 * Follows what the call whose name is the token hands out. NULL: it hands out nothing, or only a run can
 * tell whether somebody has to release it. Found out once, and once more if other files that are known by
 * then may tell more; lives in the source's arena.
 */
const struct own *own_of(struct source *source, size_t call);

#endif
