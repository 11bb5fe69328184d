// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/limits.h"

#include "base/data/arena.h"
#include "c/flow/graphs.h"

static bool is_too_branched(struct source *source, const struct function *function)
{
	const struct graph *graphs = graphs_of(source, function);

	for (size_t v = 0; v < source_variants(source, function)->n; v++)
		if (graphs[v].n > MAX_WALK_BLOCKS)
			return true;
	return false;
}

static const char *why_unread(struct source *source, const struct variants *readings)
{
	uint32_t line, column;

	source_position(source, source->outline.tokens.items[readings->bad].offset, &line, &column);
	return arena_printf(&source->arena, "locks and pages are not followed through a function that "
			    "cannot be read: %s in line %u", readings->why, line);
}

const char *limits_why(struct source *source, const struct function *function)
{
	size_t n = function->end - function->body;
	const struct variants *readings;

	if (n > MAX_WALK_TOKENS)
		return arena_printf(&source->arena, "locks and pages are not followed through a function "
				    "of %zu tokens, the limit is %u; look at the call yourself", n,
				    MAX_WALK_TOKENS);
	readings = source_variants(source, function);
	if (!readings->n)
		return why_unread(source, readings);
	/* A block has a token or two. */
	if (n > MAX_WALK_BLOCKS && is_too_branched(source, function))
		return arena_printf(&source->arena, "locks and pages are not followed through a function "
				    "whose ways part and meet at more than %u places; look at the call "
				    "yourself", MAX_WALK_BLOCKS);
	return NULL;
}
