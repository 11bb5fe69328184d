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

/*
 * Writes build.ninja, if it is news, with the cells of these names. With is_indexed the cells are indexed by
 * jobs as well, and compared in the end: a matrix. -1 sets err.
 */
int manifest_write(const struct graph *graph, const struct path_list *cells, bool is_indexed,
		   struct err *err);

#endif
