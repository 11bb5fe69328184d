/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ways through a function, kept apart: what is known of one way is not mixed with what is known of
 * another, so that two conditions of the same text agree on each. There are not many of them at one place:
 * of too many what conditions they know is forgotten, and of still too many everything.
 */
#ifndef GUPTIDY_PATH_WAYS_H
#define GUPTIDY_PATH_WAYS_H

#include "c/flow/route.h"
#include "c/flow/solve.h"
#include "contract/path/conditions.h"
#include "contract/path/way_store.h"

/*
 * Whoever walks keeps a struct for each way that begins with a struct memo, which is kept here. Two ways
 * are one if all bytes are the same: no padding in it, and no room that is not set.
 */
struct walker {
	size_t size;			/* of that struct */
	const struct conditions *conditions;
	/* What a step makes of one way. */
	void (*step)(void *way, const struct step *step, void *data);
	/* What an edge makes of it; false: the way is not taken. NULL: nothing, always. */
	bool (*edge)(void *way, const struct edge *edge, const struct step *last, void *data);
	void *data;
};

/* All ways that lead to each block. */
struct walked {
	struct solution solution;
	struct way_store store;
};

/* Walks all ways from the entry, where there is one. Freed by walked_free(). */
void ways_walk(const struct graph *graph, const struct walker *walker, const void *entry,
	       struct walked *walked);

/* Frees what ways_walk() made. */
void walked_free(struct walked *walked);

/*
 * Calls visit with each way to a point, as it is there. The step() of the steps before it is called again.
 * False: there are too many ways, and nothing is known of them.
 */
bool ways_visit(const struct graph *graph, const struct walker *walker, struct walked *walked,
		struct point at, void (*visit)(void *way, void *data), void *data);

/* True if nowhere there are too many ways. */
bool ways_are_complete(const struct graph *graph, const struct walked *walked);

/*
 * Calls step() once more for all ways at all steps, block by block, until there are too many of them: then it
 * returns false.
 */
bool ways_pass(const struct graph *graph, const struct walker *walker, struct walked *walked);

/* A way that is looked for: it leads to a point, and is wanted as it is there. */
struct sought_way {
	struct point at;
	bool (*is_wanted)(const void *way, void *data);	/* data: the walker's */
	void *found;			/* the caller's struct for a way: it is copied there */
};

/*
 * Finds the shortest of those ways. False: there is none, or it is too long to tell. The route is freed by
 * route_free().
 */
bool ways_route(const struct graph *graph, const struct walker *walker, const void *entry,
		const struct sought_way *sought, struct route *route);

#endif
