/* SPDX-License-Identifier: GPL-2.0-only */
/* ninja, at work in a work folder. */
#ifndef GUPTIDY_GRAPH_NINJA_H
#define GUPTIDY_GRAPH_NINJA_H

#include <stddef.h>

struct err;

struct ninja_call {
	const char *folder;		/* where build.ninja is */
	const char *target;		/* what is to be made */
	unsigned jobs;			/* at once */
	/* Called for each thing that was made: its path in the folder. */
	void (*made)(const char *name, void *data);
	void *data;
};

/*
 * Runs it, and goes on as far as it can where a job fails: what that had to say goes to stderr. 1: some jobs
 * failed. -1 sets err: ninja could not be run.
 */
int ninja_run(const struct ninja_call *call, struct err *err);

#endif
