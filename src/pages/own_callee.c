// SPDX-License-Identifier: GPL-2.0-only
/* What a function does with pages that it gets from its caller in the same file. */
#include "base/arena.h"
#include "pages/own_private.h"

#include <stdlib.h>
#include <string.h>

/* A longer chain of calls within the file is not followed. */
#define MAX_DEPTH 3

enum handling { HANDLING_UNKNOWN, HANDLING_NONE, HANDLING_RELEASES };

static void collect(struct own_walk *walk, size_t block, size_t step, void *data)
{
	unsigned *sights = data;

	(void)block;
	(void)step;
	*sights |= walk->sights;
}

static enum handling handling_of_walk(struct own_walk *walk)
{
	struct walker walker = {
		.size = sizeof(struct way), .conditions = walk->conditions, .step = own_step,
		.edge = own_edge, .data = walk,
	};
	struct solution solution;
	unsigned sights = 0;
	struct way entry;
	bool is_known;

	memset(&entry, 0, sizeof(entry));
	entry.relation = relation_begin(&walk->relations);
	entry.owner = OWNER_FUNCTION;
	entry.names = entry.array_names = entry.has_more = 1;
	ways_walk(&walk->graph, &walker, &entry, &solution);
	is_known = own_look(walk, &walker, &solution, collect, &sights);
	solution_free(&solution);
	if (!is_known || walk->is_lost || !(sights & SIGHT_RELEASED) == !(sights & SIGHT_KEPT))
		return HANDLING_UNKNOWN;
	return sights & SIGHT_RELEASED ? HANDLING_RELEASES : HANDLING_NONE;
}

static enum handling handling_in(const struct own_walk *caller, const struct function *function,
				 struct page_root root)
{
	enum handling handling = HANDLING_UNKNOWN;
	struct arena arena = {0};
	struct own_walk walk = {
		.source = caller->source, .function = function, .arena = &arena,
		.depth = caller->depth + 1,
	};

	if (walk.depth <= MAX_DEPTH && own_open(&walk, root)) {
		handling = handling_of_walk(&walk);
		own_close(&walk);
	}
	arena_free(&arena);
	return handling;
}

/* The name of a parameter, or NO_TOKEN. */
static size_t parameter_name(const struct outline *outline, const struct function *function, size_t n)
{
	const struct token_list *tokens = &outline->tokens;
	size_t name = NO_TOKEN;

	for (size_t i = token_next(tokens, function->open); i < function->close;
	     i = token_next(tokens, i)) {
		if (token_is(tokens, i, "("))
			return NO_TOKEN;
		if (token_is(tokens, i, ",") && !n--)
			return name;
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && !n)
			name = i;
	}
	return n ? NO_TOKEN : name;
}

static enum handling handling_of(const struct own_walk *walk, const struct page_event *event)
{
	struct page_root root = { .member = event->is_holder ? walk->pages.root.member : "" };

	root.name = parameter_name(&walk->source->outline, event->callee, event->parameter);
	return root.name == NO_TOKEN ? HANDLING_UNKNOWN : handling_in(walk, event->callee, root);
}

void own_resolve_callees(struct own_walk *walk)
{
	for (size_t i = 0; i < walk->pages.events.n; i++) {
		struct page_event *event = &walk->pages.events.items[i];

		if (event->use != PAGES_PASSED)
			continue;
		switch (handling_of(walk, event)) {
		case HANDLING_RELEASES:
			event->use = PAGES_RELEASED;
			break;
		case HANDLING_NONE:
			break;
		case HANDLING_UNKNOWN:
			event->use = PAGES_ESCAPED;
			break;
		}
	}
}
