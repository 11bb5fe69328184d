/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What holds at each place of a graph, whatever the way that led there: a state is carried from the
 * entry along all edges, and joined where ways meet, until nothing changes any more.
 */
#ifndef GUPTIDY_FLOW_SOLVE_H
#define GUPTIDY_FLOW_SOLVE_H

#include "c/flow/graph.h"

struct lattice {
	size_t size;			/* bytes of a state */
	/* And of one as it is kept at the begin of a block, where that is another form; 0: it is none. Zeroed, it
	   is the state of no way at all. */
	size_t kept;
	/* Joins a state into one that is kept; true if that changed it. It must not change for ever. */
	bool (*join)(void *into, const void *from, void *data);
	/* What a step makes of the state. */
	void (*step)(void *state, const struct step *step, void *data);
	/* What an edge makes of the state; false: this way is not taken. NULL: nothing, always. */
	bool (*edge)(void *state, const struct edge *edge, const struct step *last, void *data);
	/*
	 * Makes a state of what is kept of a block and was not taken before, for states that are sets: the rest
	 * was carried on already. NULL: all of it is copied each time, as there is one form.
	 */
	void (*take)(void *into, void *state, void *data);
	/* How many bytes of a state say something, from its begin. NULL: all. */
	size_t (*extent)(const void *state, void *data);
	void *data;
};

struct solution {
	size_t size;			/* bytes of a state that is kept */
	unsigned char *states;		/* at the begin of each block */
	bool *reached;			/* some way leads to the block */
};

/* Solves; entry is the state at the graph's entry. Freed by solution_free(). */
void solve(const struct graph *graph, const struct lattice *lattice, const void *entry,
	   struct solution *solution);

/* The bytes of a state that is kept. */
size_t lattice_kept(const struct lattice *lattice);

/* The bytes of a state that say something. */
size_t lattice_extent(const struct lattice *lattice, const void *state);

/* A lattice's join of states that are an unsigned each: a bit for each thing that holds on some way. */
bool lattice_join_bits(void *into, const void *from, void *data);

/* The state at the begin of a block; valid if it is reached. */
const void *solution_at(const struct solution *solution, size_t block);

/* Frees what solve() made. */
void solution_free(struct solution *solution);

#endif
