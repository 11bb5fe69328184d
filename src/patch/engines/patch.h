/* SPDX-License-Identifier: GPL-2.0-only */
/* The second engine over a whole run: spatch on each file that may change, in worker processes. */
#ifndef GUPTIDY_ENGINES_PATCH_H
#define GUPTIDY_ENGINES_PATCH_H

#include "treewide/run/run.h"

/*
 * Adds to the result what spatch does with the files asked for, and sorts it: edits, what it leaves
 * to a person, and in unanalysed, with the reason, files that it failed on (without a line) and calls
 * that it did not see (with their line). The run is open. -1 sets err: there is no spatch, or there
 * are no scripts.
 */
int patch_all(const struct run *run, const struct run_options *options, struct result *result,
	      struct err *err);

#endif
