/* SPDX-License-Identifier: GPL-2.0-only */
/* One process of spatch, with a time limit. */
#ifndef GUPTIDY_ENGINES_SPATCH_H
#define GUPTIDY_ENGINES_SPATCH_H

#include "base/data/buf.h"

struct err;

struct spatch_call {
	const char *folder;		/* where it runs: its temporary files go there as well */
	char *const *argv;		/* argv[0] is "spatch"; NULL at the end */
	double deadline;		/* as clock_seconds() counts */
};

/* What it printed. */
struct spatch_output {
	struct buf out, err;
};

/*
 * Runs spatch in a process group of its own, which is killed at the deadline, and dies with its
 * parent; it has limits of memory (2 GB), of what it writes, and of processor time. -1 sets err: it
 * cannot be started, took too long, or did not end with status 0; what it printed by then is in
 * output all the same. Freed with spatch_output_free().
 */
int spatch_run(const struct spatch_call *call, struct spatch_output *output, struct err *err);

/* Frees it. */
void spatch_output_free(struct spatch_output *output);

/* 0 if the spatch in PATH can run our scripts; else sets err. */
int spatch_check(struct err *err);

#endif
