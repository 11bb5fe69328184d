/* SPDX-License-Identifier: GPL-2.0-only */
/* From an open run to its result: text, compiler, second look, comments. */
#ifndef GUPTIDY_DRIVE_DRIVE_H
#define GUPTIDY_DRIVE_DRIVE_H

#include "treewide/run/run.h"

/* Analyses everything up to the goal; the result is sorted. -1 sets err. */
int run_analyse(struct run *run, const struct run_options *options, enum goal goal,
		struct err *err);

/* An open run that may be needed after another one, or not. */
struct run_ahead {
	struct run *run;
	const struct run_options *options;
	bool is_done;			/* it was analysed; filled in */
};

/*
 * The same; and if it has to wait for the compiler while other workers have nothing to do, the run
 * ahead (NULL: none) is analysed with it.
 */
int run_analyse_ahead(struct run *run, const struct run_options *options, struct run_ahead *ahead,
		      enum goal goal, struct err *err);

/* Reads all texts, and writes the cell of the run's graph: which questions its jobs are to ask. -1 sets err. */
int run_index(struct run *run, const struct run_options *options, enum goal goal, struct err *err);

/* Heeds the comments in all files that were judged: see triage_comments(). */
void run_heed_comments(struct run *run);

#endif
