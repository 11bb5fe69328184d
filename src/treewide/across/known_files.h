/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A run's files, known to each other: those that mention the family, and those that name one of its
 * relatives. By text alone.
 */
#ifndef GUPTIDY_ACROSS_KNOWN_FILES_H
#define GUPTIDY_ACROSS_KNOWN_FILES_H

#include "base/files/path.h"
#include "treewide/across/included.h"
#include "treewide/run/run.h"

struct across;

/* The files, as the tree sees them: see source_narrowed(). */
struct known_files {
	struct source **items;
	size_t n, capacity;
	struct across *across;
	struct path_list looked_at;	/* folders, and files in them, that callers were looked for in */
	struct inclusion included;	/* headers that were followed so far */
	struct path_list helping;	/* files of which it is known what their functions do for those that
					   call them; nobody judges them */
	struct { struct helper_file **items; size_t n, capacity; } helpers;	/* those that are open; owned */
};

/* Opens what is not open yet, and makes all know each other. Freed by files_forget(). */
void files_know(struct run *run, const struct run_options *options, struct known_files *files);

/* The source of the i-th of files->helpers, which owns it. */
struct source *files_helper(const struct known_files *files, size_t i);

/* Opens the files of scan->others, and adds them to the run's others. */
void files_open(struct run *run, const struct run_options *options, const struct scan *scan);

/* They are strangers again; the sources stay the run's. */
void files_forget(struct known_files *files);

/* True if the place is not for this tree: nothing is said about it. */
bool run_leaves_out(const struct run *run, const struct source *source, size_t offset);

#endif
