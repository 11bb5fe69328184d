// SPDX-License-Identifier: GPL-2.0-only
#include "c/flow/route.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

/* Nothing but the blocks' number and the lattice's height bounds a search. */
#define MAX_NODES 4000
/* Whoever has strayed so far does not come back soon enough to be of interest. */
#define MAX_STRAYING 300
/* Nobody reads the branches of a longer way. */
#define MAX_TOLD 200
#define NO_NODE SIZE_MAX

/* A block in one of the states that it is reached in. */
struct node {
	size_t block, from;		/* the node before, or NO_NODE */
	const struct edge *by;		/* the edge from there */
	unsigned char *state;		/* at the block's begin */
};

struct search {
	const struct graph *graph;
	const struct lattice *lattice;
	const struct destination *destination;
	struct solution seen;		/* all states that a block was reached in, joined */
	struct { struct node *items; size_t n, capacity; } nodes;
	unsigned char *state, *kept;	/* one of each form, to work on */
	size_t limit;			/* so many nodes, and no more */
};

static const struct step *last_step(const struct block *block)
{
	return block->n_steps ? &block->steps[block->n_steps - 1] : NULL;
}

/* The state in front of a step of the node's block, as search->state. */
static void walk_to(struct search *search, const struct node *node, size_t step)
{
	const struct block *block = &search->graph->blocks[node->block];

	memcpy(search->state, node->state, lattice_extent(search->lattice, node->state));
	for (size_t i = 0; i < step; i++)
		search->lattice->step(search->state, &block->steps[i], search->lattice->data);
}

/* A new node, unless the block was reached so before. */
static void reach(struct search *search, size_t block, const void *state, size_t from,
		  const struct edge *by)
{
	const struct lattice *lattice = search->lattice;
	struct node node = { .block = block, .from = from, .by = by };
	size_t extent = lattice_extent(lattice, state);
	bool is_new = !search->seen.reached[block];

	search->seen.reached[block] = true;
	is_new |= lattice->join(search->seen.states + block * search->seen.size, state, lattice->data);
	if (!is_new || search->nodes.n == search->limit)
		return;
	node.state = mem_or_die(malloc(extent));
	memcpy(node.state, state, extent);
	VEC_PUSH(&search->nodes, node);
}

/* True if the edge can be taken in the state behind the node's block; that is search->state then. */
static bool take_edge(struct search *search, const struct node *node, const struct edge *edge)
{
	const struct block *block = &search->graph->blocks[node->block];

	walk_to(search, node, block->n_steps);
	return !search->lattice->edge ||
	       search->lattice->edge(search->state, edge, last_step(block), search->lattice->data);
}

static bool is_there(struct search *search, const struct node *node)
{
	if (node->block != search->destination->at.block)
		return false;
	walk_to(search, node, search->destination->at.step);
	return search->destination->is_met(search->state, search->lattice->data);
}

/* The node at the end of the shortest way from that state of a block, or NO_NODE. */
static size_t look(struct search *search, size_t block, const void *state)
{
	reach(search, block, state, NO_NODE, NULL);
	for (size_t n = 0; n < search->nodes.n; n++) {
		struct node node = search->nodes.items[n];
		const struct block *at = &search->graph->blocks[node.block];

		if (is_there(search, &node))
			return n;
		for (size_t i = 0; i < at->n_edges; i++)
			if (take_edge(search, &node, &at->edges[i]))
				reach(search, at->edges[i].to, search->state, n, &at->edges[i]);
	}
	return NO_NODE;
}

static void open_search(struct search *search, const struct search *like, size_t limit)
{
	size_t kept = lattice_kept(like->lattice), n = like->graph->n;

	*search = (struct search){
		.graph = like->graph, .lattice = like->lattice, .destination = like->destination,
		.seen = {
			.size = kept, .states = mem_calloc(n, kept),
			.reached = mem_calloc(n, sizeof(*search->seen.reached)),
		},
		.state = mem_calloc(1, like->lattice->size), .kept = mem_calloc(1, kept), .limit = limit,
	};
}

static void close_search(struct search *search)
{
	for (size_t i = 0; i < search->nodes.n; i++)
		free(search->nodes.items[i].state);
	free(search->nodes.items);
	free(search->state);
	free(search->kept);
	solution_free(&search->seen);
}

/* The nodes of a way, first to last. */
struct told {
	size_t *items;
	size_t n, capacity;
};

/* True if that state of a block is what the way meets there too, from its k-th node on. */
static bool is_met_later(struct search *search, const struct told *told, size_t k,
			 const struct node *node)
{
	const struct lattice *lattice = search->lattice;

	for (; k < told->n; k++) {
		const struct node *later = &search->nodes.items[told->items[k]];

		if (later->block != node->block)
			continue;
		memset(search->kept, 0, lattice_kept(lattice));
		lattice->join(search->kept, later->state, lattice->data);
		if (!lattice->join(search->kept, node->state, lattice->data))
			return true;
	}
	return false;
}

/* True if some way from the node of that number on ends without coming back to the one that is told. */
static bool strays(struct search *other, struct search *search, const struct told *told, size_t k)
{
	for (size_t n = 0; n < other->nodes.n; n++) {
		struct node node = other->nodes.items[n];
		const struct block *at = &other->graph->blocks[node.block];
		bool goes_on = false;

		if (is_met_later(search, told, k, &node))
			continue;
		for (size_t i = 0; i < at->n_edges; i++)
			if (take_edge(other, &node, &at->edges[i])) {
				reach(other, at->edges[i].to, other->state, n, &at->edges[i]);
				goes_on = true;
			}
		if (!goes_on)
			return true;
	}
	return false;
}

/* True if the way hangs on it that its k-th node is left by the edge taken and not by another one. */
static bool matters(struct search *search, const struct told *told, size_t k,
		    const struct edge *taken)
{
	const struct node node = search->nodes.items[told->items[k]];
	const struct block *block = &search->graph->blocks[node.block];
	struct search other;
	bool strayed;

	if (taken->kind != EDGE_TRUE && taken->kind != EDGE_FALSE)
		return false;
	open_search(&other, search, MAX_STRAYING);
	for (size_t i = 0; i < block->n_edges; i++)
		if (&block->edges[i] != taken && take_edge(search, &node, &block->edges[i]))
			reach(&other, block->edges[i].to, search->state, NO_NODE, &block->edges[i]);
	/* Nothing else is possible: an earlier condition has decided it. */
	strayed = !other.nodes.n || strays(&other, search, told, k);
	close_search(&other);
	return strayed;
}

static void add_turn(struct route *route, const struct step *step, const struct edge *taken)
{
	struct stop stop = {
		.kind = taken->kind == EDGE_TRUE ? STOP_TRUE : STOP_FALSE,
		.first = step->condition ? step->condition->first : step->first,
		.last = step->condition ? step->condition->last : step->last,
		.inner = step->statement->last,
	};

	VEC_PUSH(route, stop);
}

/* What is met from the begin of the k-th node's block to the next one, or to the destination. */
static void tell_node(struct search *search, const struct told *told, size_t k, struct route *route)
{
	const struct block *block = &search->graph->blocks[search->nodes.items[told->items[k]].block];
	const struct edge *taken =
		k + 1 < told->n ? search->nodes.items[told->items[k + 1]].by : NULL;
	size_t n = taken ? block->n_steps : search->destination->at.step;

	for (size_t i = 0; i < n; i++) {
		struct stop stop = {
			.kind = STOP_STEP, .first = block->steps[i].first,
			.last = block->steps[i].last, .inner = block->steps[i].last,
		};

		VEC_PUSH(route, stop);
	}
	if (taken && told->n <= MAX_TOLD && last_step(block) && matters(search, told, k, taken))
		add_turn(route, last_step(block), taken);
}

/* From the entry to that node. */
static void tell(struct search *search, size_t end, struct route *route)
{
	struct told told = {0};

	for (size_t n = end; n != NO_NODE; n = search->nodes.items[n].from)
		VEC_PUSH(&told, n);
	for (size_t i = 0; i < told.n / 2; i++) {
		size_t first = told.items[i];

		told.items[i] = told.items[told.n - 1 - i];
		told.items[told.n - 1 - i] = first;
	}
	for (size_t k = 0; k < told.n; k++)
		tell_node(search, &told, k, route);
	free(told.items);
}

bool route_find(const struct graph *graph, const struct lattice *lattice, const void *entry,
		const struct destination *destination, struct route *route)
{
	struct search like = { .graph = graph, .lattice = lattice, .destination = destination }, search;
	size_t end;

	*route = (struct route){0};
	open_search(&search, &like, MAX_NODES);
	end = look(&search, graph->entry, entry);
	if (end != NO_NODE) {
		walk_to(&search, &search.nodes.items[end], destination->at.step);
		if (destination->state)
			memcpy(destination->state, search.state, lattice->size);
		tell(&search, end, route);
	}
	close_search(&search);
	return end != NO_NODE;
}

void route_free(struct route *route)
{
	free(route->items);
	*route = (struct route){0};
}
