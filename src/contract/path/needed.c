// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/needed.h"

#include "base/data/arena.h"

/* Those that the block asks itself. */
static uint32_t asked_in(const struct conditions *conditions, const struct block *block)
{
	uint32_t asked = 0;

	for (size_t s = 0; s < block->n_steps; s++) {
		uint16_t decided = conditions->decided[block->steps[s].number];

		if (decided)
			asked |= UINT32_C(1) << conditions->places[decided - 1].condition;
	}
	for (size_t e = 0; e < block->n_edges; e++) {
		const struct condition_place *place = conditions_place(conditions, &block->edges[e]);

		if (place)
			asked |= UINT32_C(1) << place->condition;
	}
	return asked;
}

/* Those that tell two names for one thing are asked wherever the thing is. */
static uint32_t equalities(const struct conditions *conditions)
{
	uint32_t found = 0;

	for (size_t i = 0; i < conditions->n; i++)
		if (conditions->items[i].equal[0])
			found |= UINT32_C(1) << i;
	return found;
}

void needed_read(struct conditions *conditions, const struct graph *graph)
{
	uint32_t *needed = arena_alloc(&conditions->source->arena, graph->n * sizeof(*needed));
	bool changed = true;

	for (size_t b = 0; b < graph->n; b++)
		needed[b] = equalities(conditions) | asked_in(conditions, &graph->blocks[b]);
	while (changed) {
		changed = false;
		for (size_t b = graph->n; b-- > 0;) {
			uint32_t all = needed[b];

			for (size_t e = 0; e < graph->blocks[b].n_edges; e++)
				all |= needed[graph->blocks[b].edges[e].to];
			changed |= all != needed[b];
			needed[b] = all;
		}
	}
	conditions->needed = needed;
}
