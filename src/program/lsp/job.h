/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A job: one question about one document, answered by a process of its own. It sees all that the server knew
 * when it began, the server does not wait for it, and what it does to itself hurts nobody else.
 */
#ifndef GUPTIDY_LSP_JOB_H
#define GUPTIDY_LSP_JOB_H

#include "base/data/buf.h"

#include <jansson.h>
#include <sys/types.h>

struct err;

struct job {
	pid_t pid;			/* 0: it does not run */
	int from;			/* to be read from when poll() says so */
	struct buf answer;
};

enum job_end {
	JOB_RUNS,
	JOB_DONE,
	JOB_CRASHED,
};

/* Starts work(data) in a process; what it returns is the answer. -1 sets err. */
int job_start(struct job *job, json_t *(*work)(void *data), void *data, struct err *err);

/* Takes what there is to read. With JOB_DONE *answer is the caller's; but for JOB_RUNS it runs no more. */
enum job_end job_read(struct job *job, json_t **answer);

/* Ends it, with all that it started. */
void job_stop(struct job *job);

#endif
