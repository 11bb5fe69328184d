/* SPDX-License-Identifier: GPL-2.0-only */
/* What a run found to read, and what was asked of it: as long as that is the same, it is gathered already. */
#ifndef GUPTIDY_GRAPH_INDEX_H
#define GUPTIDY_GRAPH_INDEX_H

#include "treewide/run/only.h"
#include "treewide/run/run.h"

struct err;
struct graph;

/*
 * Writes it into the cell, if it is news, or, with always, as if it were; key is that of the basis. -1 sets err.
 */
int index_write(const struct graph *graph, const struct run *run, const char *key, bool always, struct err *err);

/* The same for a run whose files nobody lists, or that cannot be opened: it is always news. */
int index_write_new(const struct graph *graph, struct err *err);

/* Reads which files the run found, so that nobody has to look for them again. False: it does not say. */
bool index_files(const struct graph *graph, struct only *only);

#endif
