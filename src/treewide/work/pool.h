/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Work in other processes, as a parser that crashes or hangs must not take the run with it. A
 * worker that dies or takes too long costs its one job; a new one takes its place.
 */
#ifndef GUPTIDY_WORK_POOL_H
#define GUPTIDY_WORK_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;

enum pool_status {
	POOL_DONE,
	POOL_CRASHED,
	POOL_TIMED_OUT,
	POOL_OUT_OF_MEMORY,
};

struct pool {
	unsigned workers;
	unsigned time_limit;		/* seconds for a job */
	size_t memory;			/* bytes that start allows a worker; 0: no limit */
	/* Runs once in each worker before its first job; what it returns is passed to work. */
	void *(*start)(void *data);
	/* Runs in a worker: appends the answer to out. */
	void (*work)(void *worker, size_t job, struct buf *out, void *data);
	/* Runs here, once for each job, in any order; answer is NULL unless POOL_DONE. */
	void (*done)(size_t job, enum pool_status status, const char *answer, size_t length,
		     void *data);
	bool hurries;			/* when interrupted, it does not wait for jobs that are being done */
	void *data;
};

/*
 * Runs jobs 0 to n - 1. -1 sets err when no worker could be started, or somebody interrupts (see
 * treewide/work/scratch.h): jobs left are not done.
 */
int pool_run(const struct pool *pool, size_t n, struct err *err);

#endif
