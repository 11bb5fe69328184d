// SPDX-License-Identifier: GPL-2.0-only
#include "flow/graphs.h"

#include "base/mem.h"

const struct graph *graphs_of(struct source *source, const struct function *function)
{
	size_t index = (size_t)(function - source->outline.functions.items);
	const struct variants *variants = source_variants(source, function);
	struct graph *graphs;

	if (!source->flows)
		source->flows = mem_calloc(source->outline.functions.n, sizeof(*source->flows));
	if (source->flows[index])
		return source->flows[index];
	graphs = arena_alloc(&source->arena, variants->n * sizeof(*graphs));
	for (size_t i = 0; i < variants->n; i++)
		graph_make(&source->outline, &variants->items[i], &source->arena, &graphs[i]);
	source->flows[index] = graphs;
	return graphs;
}
