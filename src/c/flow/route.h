/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One way through a graph that shows something, to be told to people: the shortest one that a lattice
 * lets pass, step by step, with those branches that matter.
 *
 * For lattices whose state at the entry is that of one single way.
 */
#ifndef GUPTIDY_FLOW_ROUTE_H
#define GUPTIDY_FLOW_ROUTE_H

#include "c/flow/solve.h"

enum stop_kind {
	STOP_STEP,			/* something is evaluated */
	STOP_TRUE, STOP_FALSE,		/* a condition, and how it came out */
};

/* Tokens [first, last); of a condition, those of the statement that it heads are [first, inner). */
struct stop {
	enum stop_kind kind;
	size_t first, last, inner;
};

struct route {
	struct stop *items;		/* in the order of the way */
	size_t n, capacity;
};

/* Where the way ends: at a point, in a state that tells. */
struct destination {
	struct point at;
	bool (*is_met)(const void *state, void *data);	/* data: the lattice's */
	void *state;			/* where the state there is copied to; NULL: nowhere */
};

/*
 * Finds the shortest way from the graph's entry. A condition is no stop
 * if its other outcome leads back to the way in any case. False: there is none, or it is too long to tell.
 */
bool route_find(const struct graph *graph, const struct lattice *lattice, const void *entry,
		const struct destination *destination, struct route *route);

/* Frees the stops. */
void route_free(struct route *route);

#endif
