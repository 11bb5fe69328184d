/* SPDX-License-Identifier: GPL-2.0-only */
/* The jobs of a cell that ask the compiler: what they read is written, ninja runs them. */
#ifndef GUPTIDY_DRIVE_GRAPH_JOBS_H
#define GUPTIDY_DRIVE_GRAPH_JOBS_H

#include "treewide/graph/groups.h"

struct err;
struct graph;
struct path_list;

/* Writes the graph of a run that is alone in its work folder. -1 sets err. */
int graph_write_whole(const struct graph *graph, struct err *err);

/*
 * Has ninja make the answers of the cell, by so many jobs at once, and shows how many of n files are done. Answers that
 * are not there then are the caller's to miss. -1 sets err: ninja could not be run.
 */
int graph_run_jobs(const struct graph *graph, unsigned jobs, size_t n, struct err *err);

#endif
