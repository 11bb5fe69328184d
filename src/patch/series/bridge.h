/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where a function changes under its callers, a macro can take both kinds of calls: by the number of their
 * arguments, or by the old name. It comes with the function's new declaration, in the first patch; the last
 * patch removes it.
 */
#ifndef GUPTIDY_SERIES_BRIDGE_H
#define GUPTIDY_SERIES_BRIDGE_H

#include "patch/mail/patch.h"
#include "patch/series/touched.h"

struct err;

struct bridge {
	size_t header;			/* its place in the rewrite */
	size_t offset;			/* of the macro, in the header's new text: behind the declaration */
	char *macro;			/* lines */
};

struct bridges {
	struct bridge *items;
	size_t n, capacity;
	struct path_list names;		/* of the functions */
	size_t n_renamed;		/* of them have another name afterwards */
};

/* Finds those that can be had; a note for each other function that changes under its callers says why not. */
void bridges_find(const struct series_input *input, const struct touched *touched, struct bridges *bridges,
		  struct buf *notes);

/* Puts the macros into the patch that brings them, and adds the one that removes them. -1 sets err. */
int bridges_build(const struct bridges *bridges, struct patches *patches, struct err *err);

/* Frees it. */
void bridges_free(struct bridges *bridges);

#endif
