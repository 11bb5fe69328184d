/* SPDX-License-Identifier: GPL-2.0-only */
/* What the jobs of a cell are told: where the user stood, and what he asked. */
#ifndef GUPTIDY_GRAPH_ORDER_H
#define GUPTIDY_GRAPH_ORDER_H

#include "base/files/path.h"

struct err;
struct graph;

/* Writes it, also over one that says the same: an index hangs on it. -1 sets err. */
int order_write(const struct graph *graph, struct err *err);

/* The label in the order of a cell, or the cell's name; the caller frees it. */
char *order_label(const struct graph *graph);

/*
 * Reads the order of a cell and goes to the folder it was given in; argv are the command and its arguments.
 * -1 sets err. Freed by path_list_free().
 */
int order_read(const struct graph *graph, struct path_list *argv, struct err *err);

#endif
