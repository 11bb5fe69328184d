/* SPDX-License-Identifier: GPL-2.0-only */
/* Which mentions the edits touch: what the patches are said to do, and what holds files together. */
#ifndef GUPTIDY_SERIES_TOUCHED_H
#define GUPTIDY_SERIES_TOUCHED_H

#include "series/series.h"

struct touched_mention {
	size_t file;			/* its place in the rewrite */
	const char *name;		/* what stands there; the result's */
	char *now;			/* what stands there then, or NULL: it cannot be told */
	enum mention_class class;
	bool is_public;			/* of a declaration or definition: other files may mean it */
};

struct touched {
	struct touched_mention *items;	/* by file */
	size_t n, capacity;
};

/* Finds them: calls, prototypes, definitions and macro bodies whose name or parentheses an edit is in. */
void touched_find(const struct series_input *input, struct touched *touched);

/* Frees it. */
void touched_free(struct touched *touched);

#endif
