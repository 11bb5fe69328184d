/* SPDX-License-Identifier: GPL-2.0-only */
/* Proofs of converted files as jobs of the graph: a round of them for each time that something is to be proved. */
#ifndef GUPTIDY_DRIVE_GRAPH_PROOFS_H
#define GUPTIDY_DRIVE_GRAPH_PROOFS_H

#include "treewide/graph/groups.h"
#include "treewide/graph/planned.h"

struct stamps;
struct told;

/* The groups of all rounds so far. */
struct proof_rounds {
	struct groups groups;
	unsigned n;
};

struct proof_round {
	const struct run *run;
	const struct run_options *options;	/* with a graph */
	struct proof_rounds *rounds;
	const struct grouped *files;	/* to be proved */
	size_t n;
	/* Fills in what a job is told of a group; freed with planned_free(). */
	void (*plan)(const struct group *group, struct planned_group *planned, void *data);
	/* Takes the answer for a file by its index, if there is one that holds. */
	bool (*take)(size_t index, const struct told *told, struct stamps *stamps, void *data);
	void *data;
};

/* True if jobs shall prove so many files: fewer are proved sooner than jobs are started. */
bool graph_proves(const struct run_options *options, size_t n);

/*
 * Writes the graph of a run whose only jobs are proofs; without files, one that only gathers. Then the part of it that
 * is asked for: takes the answers that hold, and has the jobs make those that do not. is_open, one for each file, says
 * which are missing in the end. -1 sets err.
 */
int graph_prove(const struct proof_round *round, bool *is_open, struct err *err);

/* Frees the groups. */
void proof_rounds_free(struct proof_rounds *rounds);

#endif
