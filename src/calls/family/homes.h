/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a kernel tree keeps the family. */
#ifndef GUPTIDY_FAMILY_HOMES_H
#define GUPTIDY_FAMILY_HOMES_H

#include "base/files/path.h"

#include <stdbool.h>

struct err;
struct scan;
struct tree;

/* Adds the folders that there are, relative to the root; none for a driver alone: what it declares is its own. */
void homes_list(const struct tree *tree, struct path_list *list);

/*
 * Scans them with that many threads. Each run needs them, and they hardly ever change: so with use_cache it
 * is kept which of their files are silent. -1 sets err; freed with scan_free().
 */
int homes_scan(const struct tree *tree, unsigned jobs, bool use_cache, struct scan *homes,
	       struct err *err);

#endif
