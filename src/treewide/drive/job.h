/* SPDX-License-Identifier: GPL-2.0-only */
/* The jobs of a graph that ask the compiler: see treewide/graph/graph.h. Each makes one file of the cell. */
#ifndef GUPTIDY_DRIVE_JOB_H
#define GUPTIDY_DRIVE_JOB_H

#include "treewide/run/run.h"

struct err;
struct graph;

/*
 * Asks about the files of a group. The options name the paths and what is asked; which files are read is the
 * cell's. A file that the compiler crashes on is an answer, too. -1 sets err: the tree or guptidy is not what
 * the graph was written for.
 */
int job_group(const struct graph *graph, const struct run_options *options, enum goal goal,
	      const char *group, struct err *err);

/* Makes the precompiled header of an architecture, as far as there can be one. -1 sets err. */
int job_header(const struct graph *graph, const struct run_options *options, const char *arch,
	       struct err *err);

#endif
