/* SPDX-License-Identifier: GPL-2.0-only */
/* Temporary folders. */
#ifndef GUPTIDY_WORK_SCRATCH_H
#define GUPTIDY_WORK_SCRATCH_H

#include <signal.h>
#include <stdbool.h>

struct err;

/*
 * A folder that is gone in the end: while it is there, the signals that would end the program wait.
 * Of two, the one that was opened last is closed first.
 */
struct scratch {
	char *path;			/* absolute */
	sigset_t before;		/* what was blocked before */
};

/* Makes it, in /tmp unless $TMPDIR is an absolute path. -1 sets err. */
int scratch_open(struct scratch *scratch, struct err *err);

/* True if a signal waits: whoever works for long, stops. */
bool scratch_is_interrupted(void);

/* A descriptor that can be read from, to poll(), while a signal waits; the caller closes it. */
int scratch_descriptor(void);

/* In a forked process: signals end it as they always did. */
void scratch_leave_to_parent(const struct scratch *scratch);

/* Removes it with all it holds, and lets the signals in. */
void scratch_close(struct scratch *scratch);

#endif
