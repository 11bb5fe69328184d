/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What all answers of a cell hang on: guptidy itself, what was asked, what the tree declares. The jobs read
 * from it which files declare something, and need not look for them.
 */
#ifndef GUPTIDY_GRAPH_BASIS_H
#define GUPTIDY_GRAPH_BASIS_H

#include "base/data/digest.h"
#include "treewide/run/only.h"
#include "treewide/run/run.h"

struct err;
struct graph;

/* The key of all that: the same in each process that sees the same. */
void basis_key(const struct run *run, const struct run_options *options, enum goal goal,
	       char key[DIGEST_LENGTH + 1]);

/* -1 sets err if the run's is not that one: the graph was written for something else. */
int basis_check(const struct run *run, const struct run_options *options, enum goal goal, const char *key,
		struct err *err);

/* Writes it if it is news. -1 sets err. */
int basis_write(const struct graph *graph, const struct run *run, const char *key, struct err *err);

/* Reads it: the key, and the files that declare something. -1 sets err. */
int basis_read(const struct graph *graph, char key[DIGEST_LENGTH + 1], struct only *only, struct err *err);

#endif
