/* SPDX-License-Identifier: GPL-2.0-only */
/* The paths that the user names, as the tree knows them. */
#ifndef GUPTIDY_RUN_PATHS_H
#define GUPTIDY_RUN_PATHS_H

#include "treewide/run/run.h"

/* The path that says which tree it is: the first that is there. */
const char *run_first_path(const struct run_options *options);

/*
 * A path of the user's as the tree knows it: relative to its root, absolute outside of it. The folder
 * that the tree is built in stands for the tree. NULL sets err. The caller frees it.
 */
char *run_path(const struct tree *tree, const char *path, struct err *err);

/* One folder for all that lies outside of the tree, as names in two folders could be the same. */
void run_widen_place(struct run *run, const char *path);

/*
 * Fills in run->paths and run->place. A path that cannot be read is named in the result; the others are read
 * all the same. -1: none can; err is set then, and may be so otherwise.
 */
int run_read_paths(struct run *run, const struct run_options *options, struct err *err);

/* A scan of these paths for the family; borrows from the run. */
struct scan_request run_scan_request(const struct run *run, const struct run_options *options);

#endif
