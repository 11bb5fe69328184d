// SPDX-License-Identifier: GPL-2.0-only
#include "c/flow/graphs.h"

#include "base/data/mem.h"

const struct graph *graphs_of(struct source *source, const struct function *function)
{
	static const struct slot_kind kind = { .size = sizeof(struct graph *) };
	struct graph **graphs = function_slot(source, function, &kind);
	const struct variants *variants = source_variants(source, function);

	if (*graphs)
		return *graphs;
	*graphs = arena_alloc(&source->arena, variants->n * sizeof(**graphs));
	for (size_t i = 0; i < variants->n; i++)
		graph_make(&source->outline, &variants->items[i], &source->arena, &(*graphs)[i]);
	return *graphs;
}
