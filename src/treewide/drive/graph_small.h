/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A graph with little to ask has no jobs: to start them would cost more than what they do. Who runs it, or gathers,
 * asks by itself, and keeps the answers in the cell.
 */
#ifndef GUPTIDY_DRIVE_GRAPH_SMALL_H
#define GUPTIDY_DRIVE_GRAPH_SMALL_H

#include "treewide/drive/ask.h"

/* True if there is so little to ask. What a launcher launches is always a job. */
bool graph_is_small(const struct questions *questions);

/* Takes the answers that hold of those with that key of the basis, and asks for the others. -1 sets err. */
int ask_small(struct questions *questions, const char *key, struct err *err);

#endif
