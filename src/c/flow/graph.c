// SPDX-License-Identifier: GPL-2.0-only
#include "c/flow/graph.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/flow/builder.h"

#include <stdlib.h>
#include <string.h>

static void *keep(struct arena *arena, void *items, size_t size)
{
	void *copy = arena_alloc(arena, size + 1);

	if (size)
		memcpy(copy, items, size);
	free(items);
	return copy;
}

static void take_blocks(struct builder *builder, struct graph *graph)
{
	graph->n = builder->blocks.n;
	graph->n_steps = builder->n_steps;
	graph->blocks = arena_alloc(builder->arena, graph->n * sizeof(*graph->blocks));
	for (size_t i = 0; i < graph->n; i++) {
		struct growing_block *from = &builder->blocks.items[i];

		graph->blocks[i] = (struct block){
			.n_steps = from->steps.n, .n_edges = from->edges.n,
			.steps = keep(builder->arena, from->steps.items,
				      from->steps.n * sizeof(*from->steps.items)),
			.edges = keep(builder->arena, from->edges.items,
				      from->edges.n * sizeof(*from->edges.items)),
		};
	}
	free(builder->blocks.items);
	free(builder->labels.items);
}

void graph_make(const struct outline *outline, const struct variant *variant, struct arena *arena,
		struct graph *graph)
{
	struct builder builder = {
		.outline = outline, .tokens = &outline->tokens, .variant = variant, .arena = arena,
		.switch_block = NOWHERE,
	};

	*graph = (struct graph){ .variant = variant };
	graph->entry = builder.at = builder_block(&builder);
	graph->exit = builder.exit = builder_block(&builder);
	builder_find_labels(&builder, variant->root);
	if (builder.labels.n)
		builder_mark_labels(&builder, variant->root);
	builder_list(&builder, variant->root->child);
	builder_edge(&builder, builder.at, builder.exit, EDGE_ALWAYS);
	take_blocks(&builder, graph);
}

bool graph_find(const struct graph *graph, size_t i, struct point *point)
{
	if (variant_hides(graph->variant, i))
		return false;
	for (size_t b = 0; b < graph->n; b++) {
		for (size_t s = 0; s < graph->blocks[b].n_steps; s++) {
			const struct step *step = &graph->blocks[b].steps[s];

			*point = (struct point){ b, s };
			if (i >= step->first && i < step->last)
				return true;
		}
	}
	return false;
}

const struct step *graph_step(const struct graph *graph, struct point point)
{
	const struct block *block = &graph->blocks[point.block];

	return point.step < block->n_steps ? &block->steps[point.step] : NULL;
}

bool step_hides(const struct outline *outline, const struct step *step, size_t token)
{
	size_t bracket = outline_encloser(outline, token);

	for (; bracket != NO_TOKEN && bracket >= step->first; bracket = outline_encloser(outline, bracket))
		if (token_is(&outline->tokens, bracket, "{"))
			return true;
	return false;
}
