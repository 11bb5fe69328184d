/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A temporary folder that is gone in the end: while it is there, the signals that would end the
 * program wait.
 */
#ifndef GUPTIDY_RUN_SCRATCH_H
#define GUPTIDY_RUN_SCRATCH_H

#include <signal.h>
#include <stdbool.h>

struct err;

struct scratch {
	char *path;			/* absolute */
	sigset_t before;		/* what was blocked before */
};

/* Makes it, in $TMPDIR or /tmp. -1 sets err. */
int scratch_open(struct scratch *scratch, struct err *err);

/* True if a signal waits: whoever works for long, stops. */
bool scratch_is_interrupted(void);

/* In a forked process: signals end it as they always did. */
void scratch_leave_to_parent(const struct scratch *scratch);

/* Removes it with all it holds, and lets the signals in. */
void scratch_close(struct scratch *scratch);

#endif
