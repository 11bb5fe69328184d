/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The files that call what others make of the family: they need not name it themselves. They are looked
 * for where such a function is defined, in its folder.
 */
#ifndef GUPTIDY_RUN_CALLERS_H
#define GUPTIDY_RUN_CALLERS_H

#include "run/across.h"

/*
 * Scans the folders of the known files, from that one on, for callers that are not among the files; freed
 * with scan_free(). True if there are any, in callers->others.
 */
bool callers_find(const struct run *run, const struct run_options *options,
		  const struct known_files *files, size_t first, struct scan *callers);

#endif
