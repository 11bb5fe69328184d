/* SPDX-License-Identifier: GPL-2.0-only */
/* Temporary folders. */
#ifndef GUPTIDY_RUN_SCRATCH_H
#define GUPTIDY_RUN_SCRATCH_H

#include <signal.h>
#include <stdbool.h>

struct err;

/*
 * Makes a folder, in /tmp unless $TMPDIR is an absolute path. NULL sets err; the caller frees the
 * path.
 */
char *scratch_folder(struct err *err);

/* Removes a folder with all it holds. */
void scratch_remove(const char *folder);

/*
 * A folder that is gone in the end: while it is there, the signals that would end the program wait.
 */
struct scratch {
	char *path;			/* absolute */
	sigset_t before;		/* what was blocked before */
};

/* Makes it, as scratch_folder() does. -1 sets err. */
int scratch_open(struct scratch *scratch, struct err *err);

/* True if a signal waits: whoever works for long, stops. */
bool scratch_is_interrupted(void);

/* In a forked process: signals end it as they always did. */
void scratch_leave_to_parent(const struct scratch *scratch);

/* Removes it with all it holds, and lets the signals in. */
void scratch_close(struct scratch *scratch);

#endif
