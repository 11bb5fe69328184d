// SPDX-License-Identifier: GPL-2.0-only
#include "c/flow/solve.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

struct work {
	const struct graph *graph;
	const struct lattice *lattice;
	struct solution *solution;
	bool *queued;
	struct { size_t *items; size_t n, capacity; } queue;
	unsigned char *state, *along;	/* at the end of a block, and behind one of its edges */
};

static unsigned char *state_of(const struct solution *solution, size_t block)
{
	return solution->states + block * solution->size;
}

size_t lattice_kept(const struct lattice *lattice)
{
	return lattice->kept ? lattice->kept : lattice->size;
}

size_t lattice_extent(const struct lattice *lattice, const void *state)
{
	return lattice->extent ? lattice->extent(state, lattice->data) : lattice->size;
}

static void enqueue(struct work *work, size_t block)
{
	if (work->queued[block])
		return;
	work->queued[block] = true;
	VEC_PUSH(&work->queue, block);
}

static void arrive(struct work *work, size_t block, const void *state)
{
	struct solution *solution = work->solution;
	const struct lattice *lattice = work->lattice;
	bool changed = !solution->reached[block];

	if (changed)
		memset(state_of(solution, block), 0, solution->size);
	solution->reached[block] = true;
	changed |= lattice->join(state_of(solution, block), state, lattice->data);
	if (changed)
		enqueue(work, block);
}

/* What of the block's state is to be carried on. */
static void take(struct work *work, size_t index)
{
	const struct lattice *lattice = work->lattice;

	if (lattice->take)
		lattice->take(work->state, state_of(work->solution, index), lattice->data);
	else
		memcpy(work->state, state_of(work->solution, index), lattice->size);
}

static void follow(struct work *work, size_t index)
{
	const struct block *block = &work->graph->blocks[index];
	const struct lattice *lattice = work->lattice;
	const struct step *last = block->n_steps ? &block->steps[block->n_steps - 1] : NULL;
	size_t extent;

	take(work, index);
	for (size_t i = 0; i < block->n_steps; i++)
		lattice->step(work->state, &block->steps[i], lattice->data);
	extent = lattice_extent(lattice, work->state);
	for (size_t i = 0; i < block->n_edges; i++) {
		memcpy(work->along, work->state, extent);
		if (!lattice->edge ||
		    lattice->edge(work->along, &block->edges[i], last, lattice->data))
			arrive(work, block->edges[i].to, work->along);
	}
}

void solve(const struct graph *graph, const struct lattice *lattice, const void *entry,
	   struct solution *solution)
{
	struct work work = {
		.graph = graph, .lattice = lattice, .solution = solution,
		.queued = mem_calloc(graph->n, sizeof(*work.queued)),
		.state = mem_or_die(malloc(2 * lattice->size)),
	};

	work.along = work.state + lattice->size;
	*solution = (struct solution){
		.size = lattice_kept(lattice), .states = mem_or_die(malloc(graph->n * lattice_kept(lattice))),
		.reached = mem_calloc(graph->n, sizeof(*solution->reached)),
	};
	arrive(&work, graph->entry, entry);
	while (work.queue.n) {
		size_t block = work.queue.items[--work.queue.n];

		work.queued[block] = false;
		follow(&work, block);
	}
	free(work.queue.items);
	free(work.queued);
	free(work.state);
}

bool lattice_join_bits(void *into, const void *from, void *data)
{
	unsigned *left = into, was = *left;

	(void)data;
	*left |= *(const unsigned *)from;
	return *left != was;
}

const void *solution_at(const struct solution *solution, size_t block)
{
	return state_of(solution, block);
}

void solution_free(struct solution *solution)
{
	free(solution->states);
	free(solution->reached);
	*solution = (struct solution){0};
}
