/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A run's files, known to each other: those that mention the family, and those that name one of its
 * relatives. By text alone.
 */
#ifndef GUPTIDY_RUN_ACROSS_H
#define GUPTIDY_RUN_ACROSS_H

#include "run/run.h"

struct across;

/* The files, as the tree sees them: see source_narrowed(). */
struct known_files {
	struct source **items;
	size_t n, capacity;
	struct across *across;
};

/* Opens what is not open yet, and makes all know each other. Freed by files_forget(). */
void files_know(struct run *run, const struct run_options *options, struct known_files *files);

/* They are strangers again; the sources stay the run's. */
void files_forget(struct known_files *files);

/* True if the place is not for this tree: nothing is said about it. */
bool run_leaves_out(const struct run *run, const struct source *source, size_t offset);

#endif
