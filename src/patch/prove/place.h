/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a place of the old text is in the new one. */
#ifndef GUPTIDY_PROVE_PLACE_H
#define GUPTIDY_PROVE_PLACE_H

#include "patch/prove/rewrite.h"

/* A walk through the edits of a file, which begins with the file alone. */
struct place_walk {
	const struct rewritten *file;
	size_t next;			/* the first edit that ends behind the last byte asked for */
	size_t removed, added;		/* bytes, by those in front of it */
};

/*
 * The new offset of an old byte that no edit touches, or that one begins with: then that of the edit's new
 * text. SIZE_MAX: it lies inside of what an edit replaces. A walk goes forward alone.
 */
size_t place_next(struct place_walk *walk, size_t offset);

/* The same of one byte, whatever was asked for before. */
size_t place_after(const struct rewritten *file, size_t offset);

/*
 * For each mention of the old text the number of the mention that stands there in the new one, or
 * SIZE_MAX. The caller frees it.
 */
size_t *place_mentions(const struct rewritten *file, const struct scanned_file *now);

#endif
