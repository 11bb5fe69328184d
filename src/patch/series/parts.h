/* SPDX-License-Identifier: GPL-2.0-only */
/* Which patches the converted files make. */
#ifndef GUPTIDY_SERIES_PARTS_H
#define GUPTIDY_SERIES_PARTS_H

#include "patch/series/areas.h"
#include "patch/series/bonds.h"

/*
 * Adds a patch for each area, and one for each group of files that are bound together, with their diffs. What
 * brings bridges comes first, then new files, the groups, and the areas by the path of their first file. -1 sets
 * err. edit_diff_hold() is in force.
 */
int parts_make(const struct series_input *input, const struct areas *areas, const struct bonds *bonds,
	       struct patches *patches, struct err *err);

#endif
