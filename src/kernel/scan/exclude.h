/* SPDX-License-Identifier: GPL-2.0-only */
/* --exclude: files that are not looked at, though they lie below a path that was asked for. */
#ifndef GUPTIDY_SCAN_EXCLUDE_H
#define GUPTIDY_SCAN_EXCLUDE_H

#include "kernel/scan/scan.h"

#include <stdbool.h>
#include <stddef.h>

/* Patterns of the shell, as the user gave them. */
struct globs {
	const char **items;
	size_t n, capacity;
};

/*
 * True if a pattern fits the path (relative to the root, or absolute) or a folder above it. One without
 * a slash is held against each name in the path, another against the path from the root, or from any
 * of its folders on if it is absolute. * and ? stand for no slash.
 */
bool globs_match(const struct globs *globs, const char *path);

/*
 * Drops what fits from the scan. What the family's homes declare is true all the same: their files
 * go to homes, unless they are there already.
 */
void exclude_files(const struct globs *globs, const char *const *home_paths, size_t n_homes,
		   struct scan *scan, struct scan *homes);

#endif
