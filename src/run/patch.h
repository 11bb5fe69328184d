/* SPDX-License-Identifier: GPL-2.0-only */
/* The second engine over a whole run: spatch on each file that may change, in worker processes. */
#ifndef GUPTIDY_RUN_PATCH_H
#define GUPTIDY_RUN_PATCH_H

#include "run/run.h"

/*
 * Adds to the result what spatch does with the files asked for: edits, what it leaves, and what it
 * failed on or did not see, with the reason. The run is open; its own result does not change, unless
 * it is the one. -1 sets err: there is no spatch, or no scripts.
 */
int patch_all(const struct run *run, const struct run_options *options, struct result *result,
	      struct err *err);

#endif
