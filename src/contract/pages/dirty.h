/* SPDX-License-Identifier: GPL-2.0-only */
/* Pages that are marked dirty without their lock, and released behind that. */
#ifndef GUPTIDY_PAGES_DIRTY_H
#define GUPTIDY_PAGES_DIRTY_H

#include "c/source/marks.h"

struct dirtying {
	size_t dirty;			/* token of the call that marks the page */
	size_t release;			/* and of the one that releases it on some way behind it */
	const struct expr *page;	/* what is marked; in the source's arena */
};

/*
 * Reads the call at token i. False: it marks no page dirty, or takes the lock for that itself; the
 * function has locked some page before; nothing releases the page behind it.
 */
bool dirtying_at(struct source *source, size_t i, struct dirtying *dirtying);

/* The calls of which that is so perhaps: each a token of a source that dirtying_at() is to be asked about. */
const struct marks *dirtying_calls(struct source *source);

#endif
