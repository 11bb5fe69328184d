/* SPDX-License-Identifier: GPL-2.0-only */
/* Programs that build and look at objects, and what they said. */
#ifndef GUPTIDY_VERIFY_MAKE_H
#define GUPTIDY_VERIFY_MAKE_H

#include "base/data/buf.h"

#include <stdbool.h>

struct err;

/*
 * Runs a program (argv[0], found by PATH; NULL at the end) in a folder, without make's own variables in the
 * environment, until it ends or the user interrupts; what it says, on stdout and stderr, is appended to
 * said. Its exit status; -1 sets err: it cannot be run, was killed, or interrupted.
 */
int program_run(const char *folder, const char *const *argv, struct buf *said, struct err *err);

/* True if PATH has a program of that name. */
bool program_exists(const char *name);

/*
 * What a compiler said of a file that it did not compile: the first error in the lines of said that belong
 * to the object. NULL: nothing that is understood. The caller frees it.
 */
char *said_error(const struct buf *said, const char *object, const char *folder);

/* The last line that names an error, else the first one; NULL: nothing was said. The caller frees it. */
char *said_last(const struct buf *said);

/* The first warning in the file of that path, and how many; NULL and 0 without one. The caller frees it. */
char *said_warning(const struct buf *said, const char *path, size_t *n);

#endif
