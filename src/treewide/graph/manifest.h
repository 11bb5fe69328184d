/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The graph itself, as files that ninja reads: build.ninja of the work folder, and cell.ninja of each cell; and
 * launch, by which each job is started.
 */
#ifndef GUPTIDY_GRAPH_MANIFEST_H
#define GUPTIDY_GRAPH_MANIFEST_H

#include "treewide/graph/groups.h"

struct err;
struct graph;

/* Writes cell.ninja, if it is news: a header for each architecture, the groups, the gathering. -1 sets err. */
int manifest_write_cell(const struct graph *graph, const struct groups *groups, struct err *err);

/* Writes a cell.ninja without any job, if there is none yet. -1 sets err. */
int manifest_begin_cell(const struct graph *graph, struct err *err);

/* Writes build.ninja, if it is news, with the cells of these names. -1 sets err. */
int manifest_write(const struct graph *graph, const struct path_list *cells, struct err *err);

/* The same for a matrix: jobs index the cells as well, and compare them in the end. */
int manifest_write_matrix(const struct graph *graph, const struct path_list *cells, struct err *err);

#endif
