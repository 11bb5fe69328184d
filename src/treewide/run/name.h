/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What people call the files of a run. Inside, a file of the tree has a path relative to the root, and
 * one outside an absolute path; people want the second relative to its own place: see kernel/tree/place.h.
 */
#ifndef GUPTIDY_RUN_NAME_H
#define GUPTIDY_RUN_NAME_H

#include "outcome/result/verified.h"
#include "treewide/run/run.h"

/*
 * Gives the files outside of the tree their names, in the sources as in the result. The last step
 * before triage and reports: nothing is read from the disk by these names.
 */
void run_name_files(struct run *run);

/* The folder that names without a slash in front are relative to: run->place, else the tree's root. */
const char *run_base(const struct run *run);

/* The name of one path, which is a part of it. folder: run->place, NULL for none. */
const char *name_in(const char *folder, const char *path);

/* The same for another result on the same files; folder: run->place. */
void result_name_files(struct result *result, const char *folder);

/* The same for verdicts on them. */
void verified_name_files(struct verified_list *list, const char *folder);

#endif
