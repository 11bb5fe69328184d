/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a place of the old text is in the new one. */
#ifndef GUPTIDY_PROVE_PLACE_H
#define GUPTIDY_PROVE_PLACE_H

#include "prove/rewrite.h"

/*
 * The new offset of an old byte that no edit touches, or that one begins with: then that of the edit's new
 * text. SIZE_MAX: it lies inside of what an edit replaces.
 */
size_t place_after(const struct rewritten *file, size_t offset);

/*
 * For each mention of the old text the number of the mention that stands there in the new one, or
 * SIZE_MAX. The caller frees it.
 */
size_t *place_mentions(const struct rewritten *file, const struct scanned_file *now);

#endif
