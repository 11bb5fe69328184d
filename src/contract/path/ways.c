// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/ways.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

/* More ways at one place than this are one, of which nothing is known. */
#define MAX_WAYS 64

/* A set of ways, followed by the ways. */
struct ways {
	size_t n;
	size_t n_taken;			/* so many of them were carried on already */
	uint32_t hashes[MAX_WAYS];	/* of each way */
	bool has_no_memo;		/* too many: what conditions are known is forgotten for good */
	bool is_lost;			/* still too many: nothing is known */
};

struct walk {
	const struct walker *walker;
	struct ways *old;		/* a set that is taken apart */
	const struct sought_way *sought;	/* of ways_route() */
};

static size_t set_size(const struct walker *walker)
{
	return sizeof(struct ways) + MAX_WAYS * walker->size;
}

static void *way_of(const struct walker *walker, const struct ways *ways, size_t i)
{
	return (unsigned char *)ways + sizeof(*ways) + i * walker->size;
}

/* Most sets are small: only the ways that are there are copied. */
static size_t extent_of(const struct walker *walker, const struct ways *ways)
{
	return sizeof(*ways) + ways->n * walker->size;
}

static void copy_set(const struct walker *walker, struct ways *to, const struct ways *from)
{
	memcpy(to, from, extent_of(walker, from));
}

static uint64_t mixed(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/* A way begins with a memo: so its size is one of words of four bytes. Most of it is read by eight. */
static uint32_t hash_of(const struct walker *walker, const void *way)
{
	const unsigned char *bytes = way;
	uint64_t hash = 0, word;
	uint32_t last;
	size_t i = 0;

	for (; i + sizeof(word) <= walker->size; i += sizeof(word)) {
		memcpy(&word, bytes + i, sizeof(word));
		hash = mixed(hash, word);
	}
	if (i < walker->size) {
		memcpy(&last, bytes + i, sizeof(last));
		hash = mixed(hash, last);
	}
	return (uint32_t)hash;
}

static bool has_way(const struct walker *walker, const struct ways *ways, const void *way,
		    uint32_t hash)
{
	for (size_t i = 0; i < ways->n; i++)
		if (ways->hashes[i] == hash && !memcmp(way_of(walker, ways, i), way, walker->size))
			return true;
	return false;
}

static void append(const struct walker *walker, struct ways *ways, const void *way, uint32_t hash)
{
	ways->hashes[ways->n] = hash;
	memcpy(way_of(walker, ways, ways->n++), way, walker->size);
}

static void forget(struct memo *memo)
{
	*memo = (struct memo){ .marks = memo->marks | MEMO_FORGOTTEN };
}

/* Takes the way in, and its memo away if need be. True if that is new. */
static bool add_way(const struct walker *walker, struct ways *ways, void *way)
{
	uint32_t hash;

	if (ways->has_no_memo)
		forget(way);
	hash = hash_of(walker, way);
	if (ways->is_lost || has_way(walker, ways, way, hash))
		return false;
	if (ways->n < MAX_WAYS)
		append(walker, ways, way, hash);
	else
		ways->is_lost = true;
	return true;
}

/* Copies a set and leaves it empty. */
static void take_apart(const struct walk *walk, struct ways *ways)
{
	copy_set(walk->walker, walk->old, ways);
	ways->n = 0;
}

static void forget_memos(const struct walk *walk, struct ways *ways)
{
	take_apart(walk, ways);
	ways->n_taken = 0;
	ways->has_no_memo = true;
	for (size_t i = 0; i < walk->old->n; i++)
		add_way(walk->walker, ways, way_of(walk->walker, walk->old, i));
}

static bool join(void *into, const void *from, void *data)
{
	const struct walk *walk = data;
	struct ways *left = into;
	const struct ways *right = from;
	bool changed = right->is_lost && !left->is_lost;

	left->is_lost |= right->is_lost;
	for (size_t i = 0; i < right->n; i++) {
		void *way = way_of(walk->walker, right, i);

		if (left->n == MAX_WAYS && !left->has_no_memo &&
		    !has_way(walk->walker, left, way, right->hashes[i])) {
			forget_memos(walk, left);
			changed = true;
		}
		changed |= add_way(walk->walker, left, way);
	}
	return changed;
}

static void pass_step(void *state, const struct step *step, void *data)
{
	const struct walk *walk = data;
	const struct walker *walker = walk->walker;

	take_apart(walk, state);
	for (size_t i = 0; i < walk->old->n; i++) {
		void *way = way_of(walker, walk->old, i);

		walker->step(way, step, walker->data);
		conditions_step(walker->conditions, step, way);
		add_way(walker, state, way);
	}
}

static bool pass_edge(void *state, const struct edge *edge, const struct step *last, void *data)
{
	const struct walk *walk = data;
	const struct walker *walker = walk->walker;
	struct ways *ways = state;

	take_apart(walk, ways);
	for (size_t i = 0; i < walk->old->n; i++) {
		void *way = way_of(walker, walk->old, i);

		if (conditions_edge(walker->conditions, edge, last, way) &&
		    (!walker->edge || walker->edge(way, edge, last, walker->data)))
			add_way(walker, ways, way);
	}
	return ways->n || ways->is_lost;
}

/* A way that was carried on once tells nothing new the next time. */
static void take_new(void *into, void *state, void *data)
{
	const struct walk *walk = data;
	struct ways *ways = state, *fresh = into;

	memcpy(fresh, ways, sizeof(*ways));
	fresh->n = 0;
	for (size_t i = ways->n_taken; i < ways->n; i++)
		append(walk->walker, fresh, way_of(walk->walker, ways, i), ways->hashes[i]);
	ways->n_taken = ways->n;
}

static size_t extent(const void *state, void *data)
{
	return extent_of(((const struct walk *)data)->walker, state);
}

static struct lattice lattice_of(struct walk *walk)
{
	return (struct lattice){
		.size = set_size(walk->walker), .join = join, .step = pass_step, .edge = pass_edge,
		.take = take_new, .extent = extent, .head = sizeof(struct ways), .data = walk,
	};
}

/* Room for a set, of which nothing is set; to be freed. */
static struct ways *new_room(const struct walker *walker)
{
	return mem_or_die(malloc(set_size(walker)));
}

/* An empty set; to be freed. */
static struct ways *new_set(const struct walker *walker)
{
	struct ways *ways = new_room(walker);

	memset(ways, 0, sizeof(*ways));
	return ways;
}

/* A set of that one way; to be freed. */
static struct ways *set_of(const struct walker *walker, const void *way)
{
	struct ways *ways = new_set(walker);

	append(walker, ways, way, hash_of(walker, way));
	return ways;
}

void ways_walk(const struct graph *graph, const struct walker *walker, const void *entry,
	       struct solution *solution)
{
	struct walk walk = { .walker = walker, .old = new_room(walker) };
	struct lattice lattice = lattice_of(&walk);
	struct ways *ways = set_of(walker, entry);

	solve(graph, &lattice, ways, solution);
	free(ways);
	free(walk.old);
}

bool ways_visit(const struct graph *graph, const struct walker *walker,
		const struct solution *solution, struct point at,
		void (*visit)(void *way, void *data), void *data)
{
	struct walk walk = { .walker = walker, .old = new_room(walker) };
	struct ways *ways = new_set(walker);
	bool is_known;

	if (solution->reached[at.block])
		copy_set(walker, ways, solution_at(solution, at.block));
	for (size_t i = 0; i < at.step; i++)
		pass_step(ways, &graph->blocks[at.block].steps[i], &walk);
	for (size_t i = 0; i < ways->n; i++)
		visit(way_of(walker, ways, i), data);
	is_known = !ways->is_lost;
	free(ways);
	free(walk.old);
	return is_known;
}

bool ways_are_complete(const struct graph *graph, const struct solution *solution)
{
	for (size_t b = 0; b < graph->n; b++)
		if (solution->reached[b] && ((const struct ways *)solution_at(solution, b))->is_lost)
			return false;
	return true;
}

static void pass_by(void *way, void *data)
{
	(void)way;
	(void)data;
}

bool ways_pass(const struct graph *graph, const struct walker *walker, const struct solution *solution)
{
	for (size_t b = 0; b < graph->n; b++) {
		struct point end = { b, graph->blocks[b].n_steps };

		if (solution->reached[b] && !ways_visit(graph, walker, solution, end, pass_by, NULL))
			return false;
	}
	return true;
}

static bool is_met(const void *state, void *data)
{
	const struct walk *walk = data;
	const struct walker *walker = walk->walker;
	const struct ways *ways = state;

	for (size_t i = 0; i < ways->n; i++) {
		const void *way = way_of(walker, ways, i);

		if (walk->sought->is_wanted(way, walker->data)) {
			memcpy(walk->sought->found, way, walker->size);
			return true;
		}
	}
	return false;
}

bool ways_route(const struct graph *graph, const struct walker *walker, const void *entry,
		const struct sought_way *sought, struct route *route)
{
	struct walk walk = { .walker = walker, .old = new_room(walker), .sought = sought };
	struct lattice lattice = lattice_of(&walk);
	struct destination there = { .at = sought->at, .is_met = is_met };
	struct ways *ways = set_of(walker, entry);
	bool is_found = route_find(graph, &lattice, ways, &there, route);

	free(ways);
	free(walk.old);
	return is_found;
}
