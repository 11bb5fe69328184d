/* SPDX-License-Identifier: GPL-2.0-only */
/* Asks the compiler by jobs of ninja's, what the text of a run's sources left open: see treewide/graph/graph.h. */
#ifndef GUPTIDY_DRIVE_GRAPH_H
#define GUPTIDY_DRIVE_GRAPH_H

#include "treewide/drive/ask.h"

/*
 * Does the part of the graph that is asked for. Answers go into the run's result; a file whose job came to
 * nothing is named there. -1 sets err.
 */
int ask_graph(struct questions *questions, struct err *err);

#endif
