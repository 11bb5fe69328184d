/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What would break with another kernel than the own one. All is judged twice, by what either declares and
 * does; left are the calls that the other one does not take, and what it alone makes wrong.
 */
#ifndef GUPTIDY_AGAINST_AGAINST_H
#define GUPTIDY_AGAINST_AGAINST_H

#include "calls/target/target.h"
#include "treewide/run/run.h"

struct against {
	struct target target;
	struct run run;			/* judged by the target; its result is what would break */
};

/*
 * Opens the target that the word names, reads all twice, and compares. -1 sets err: nothing could be said.
 * Freed with against_close() either way.
 */
int against_run(struct against *against, const struct run_options *options, const char *word,
		struct err *err);

/* Frees it. */
void against_close(struct against *against);

#endif
