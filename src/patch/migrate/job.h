/* SPDX-License-Identifier: GPL-2.0-only */
/* The job of the graph that proves what a migration makes of a group of files. */
#ifndef GUPTIDY_MIGRATE_JOB_H
#define GUPTIDY_MIGRATE_JOB_H

#include "patch/migrate/migrate.h"

struct graph;

/*
 * Compiles the files that the group's list asks about, and writes a result for each: unanalysed, with the reason, if it
 * may not be written; left, with their places in the file as it is, are calls that must stay. -1 sets err: the tree or
 * guptidy is not what the graph was written for.
 */
int job_migrated(const struct graph *graph, const struct run_options *options, const struct migration *migration,
		 const char *group, struct err *err);

/* That result of one file, which may not be written for that reason; NULL: it may. */
void verdict_write(const struct migrated_file *file, const char *reason, struct result *result);

#endif
