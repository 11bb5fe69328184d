/* SPDX-License-Identifier: GPL-2.0-only */
/* What a run found to read, and what was asked of it: as long as that is the same, it is gathered already. */
#ifndef GUPTIDY_GRAPH_INDEX_H
#define GUPTIDY_GRAPH_INDEX_H

#include "run/run.h"

struct err;
struct graph;

/* Writes it into the cell, if it is news; key is that of the basis. -1 sets err. */
int index_write(const struct graph *graph, const struct run *run, const char *key, struct err *err);

/* The same for a run whose files nobody lists, or that cannot be opened: it is always news. */
int index_write_new(const struct graph *graph, struct err *err);

#endif
