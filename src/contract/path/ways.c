// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/ways.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

/* More ways at one place than this are one, of which nothing is known. */
#define MAX_WAYS 64

/* A set of ways that is worked on, followed by the ways. */
struct ways {
	size_t n;
	uint32_t hashes[MAX_WAYS];	/* of each way */
	bool has_no_memo;		/* too many: what conditions are known is forgotten for good */
	bool is_lost;			/* still too many: nothing is known */
};

/* The same at the begin of a block: the ways are in a store. */
struct kept_ways {
	uint32_t n;
	uint32_t n_taken;		/* so many of them were carried on already */
	bool has_no_memo, is_lost;
	uint32_t numbers[MAX_WAYS];
};

struct walk {
	const struct walker *walker;
	struct way_store *store;
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

static bool has_number(const struct kept_ways *kept, uint32_t number)
{
	for (uint32_t i = 0; i < kept->n; i++)
		if (kept->numbers[i] == number)
			return true;
	return false;
}

/* Keeps a way; of too many ways nothing is known. True if that is new. */
static bool keep_way(const struct walk *walk, struct kept_ways *kept, const void *way, uint32_t hash)
{
	uint32_t number = way_store_find(walk->store, way, hash);

	if (kept->is_lost || (number != NO_WAY && has_number(kept, number)))
		return false;
	if (kept->n == MAX_WAYS)
		kept->is_lost = true;
	else
		kept->numbers[kept->n++] = number == NO_WAY ? way_store_add(walk->store, way, hash) : number;
	return true;
}

/* The same of what is left of a way without its memo. */
static bool keep_forgotten(const struct walk *walk, struct kept_ways *kept, const void *way)
{
	void *copy = way_of(walk->walker, walk->old, 0);

	memcpy(copy, way, walk->walker->size);
	forget(copy);
	return keep_way(walk, kept, copy, hash_of(walk->walker, copy));
}

static void forget_memos(const struct walk *walk, struct kept_ways *kept)
{
	struct kept_ways old = *kept;

	kept->n = 0;
	kept->n_taken = 0;
	kept->has_no_memo = true;
	for (uint32_t i = 0; i < old.n; i++)
		keep_forgotten(walk, kept, way_store_at(walk->store, old.numbers[i]));
}

/* True if there is no room for a way, as long as the memos are known. */
static bool is_crowded(const struct walk *walk, const struct kept_ways *kept, const void *way, uint32_t hash)
{
	uint32_t number;

	if (kept->n < MAX_WAYS || kept->has_no_memo)
		return false;
	number = way_store_find(walk->store, way, hash);
	return number == NO_WAY || !has_number(kept, number);
}

static bool join(void *into, const void *from, void *data)
{
	const struct walk *walk = data;
	struct kept_ways *left = into;
	const struct ways *right = from;
	bool changed = right->is_lost && !left->is_lost;

	left->is_lost |= right->is_lost;
	for (size_t i = 0; i < right->n; i++) {
		const void *way = way_of(walk->walker, right, i);

		if (is_crowded(walk, left, way, right->hashes[i])) {
			forget_memos(walk, left);
			changed = true;
		}
		changed |= left->has_no_memo ? keep_forgotten(walk, left, way) :
					       keep_way(walk, left, way, right->hashes[i]);
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

/* What is kept of a set, from one of its ways on, to be worked on. */
static void unpack(const struct walk *walk, struct ways *ways, const struct kept_ways *kept, uint32_t first)
{
	ways->n = 0;
	ways->has_no_memo = kept->has_no_memo;
	ways->is_lost = kept->is_lost;
	for (uint32_t i = first; i < kept->n; i++)
		append(walk->walker, ways, way_store_at(walk->store, kept->numbers[i]),
		       walk->store->hashes[kept->numbers[i]]);
}

/* A way that was carried on once tells nothing new the next time. */
static void take_new(void *into, void *state, void *data)
{
	struct kept_ways *kept = state;

	unpack(data, into, kept, kept->n_taken);
	kept->n_taken = kept->n;
}

static size_t extent(const void *state, void *data)
{
	return extent_of(((const struct walk *)data)->walker, state);
}

static struct lattice lattice_of(struct walk *walk)
{
	return (struct lattice){
		.size = set_size(walk->walker), .kept = sizeof(struct kept_ways), .join = join,
		.step = pass_step, .edge = pass_edge, .take = take_new, .extent = extent, .data = walk,
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
	       struct walked *walked)
{
	struct walk walk = { .walker = walker, .store = &walked->store, .old = new_room(walker) };
	struct lattice lattice = lattice_of(&walk);
	struct ways *ways = set_of(walker, entry);

	*walked = (struct walked){ .store.size = walker->size };
	solve(graph, &lattice, ways, &walked->solution);
	free(ways);
	free(walk.old);
}

void walked_free(struct walked *walked)
{
	solution_free(&walked->solution);
	way_store_free(&walked->store);
}

bool ways_visit(const struct graph *graph, const struct walker *walker, struct walked *walked,
		struct point at, void (*visit)(void *way, void *data), void *data)
{
	struct walk walk = { .walker = walker, .store = &walked->store, .old = new_room(walker) };
	struct ways *ways = new_set(walker);
	bool is_known;

	if (walked->solution.reached[at.block])
		unpack(&walk, ways, solution_at(&walked->solution, at.block), 0);
	for (size_t i = 0; i < at.step; i++)
		pass_step(ways, &graph->blocks[at.block].steps[i], &walk);
	for (size_t i = 0; i < ways->n; i++)
		visit(way_of(walker, ways, i), data);
	is_known = !ways->is_lost;
	free(ways);
	free(walk.old);
	return is_known;
}

static bool is_lost_at(const struct walked *walked, size_t block)
{
	const struct kept_ways *kept = solution_at(&walked->solution, block);

	return walked->solution.reached[block] && kept->is_lost;
}

bool ways_are_complete(const struct graph *graph, const struct walked *walked)
{
	for (size_t b = 0; b < graph->n; b++)
		if (is_lost_at(walked, b))
			return false;
	return true;
}

static void pass_by(void *way, void *data)
{
	(void)way;
	(void)data;
}

bool ways_pass(const struct graph *graph, const struct walker *walker, struct walked *walked)
{
	for (size_t b = 0; b < graph->n; b++) {
		struct point end = { b, graph->blocks[b].n_steps };

		if (walked->solution.reached[b] && !ways_visit(graph, walker, walked, end, pass_by, NULL))
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
	struct way_store store = { .size = walker->size };
	struct walk walk = { .walker = walker, .store = &store, .old = new_room(walker), .sought = sought };
	struct lattice lattice = lattice_of(&walk);
	struct destination there = { .at = sought->at, .is_met = is_met };
	struct ways *ways = set_of(walker, entry);
	bool is_found = route_find(graph, &lattice, ways, &there, route);

	free(ways);
	free(walk.old);
	way_store_free(&store);
	return is_found;
}
