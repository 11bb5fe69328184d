// SPDX-License-Identifier: GPL-2.0-only
/* What is read of a function before its ways are walked. */
#include "c/flow/graphs.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "contract/owner/own_private.h"
#include "contract/pages/page_call.h"

#include <stdlib.h>

/* A function of more blocks, or tokens, is a machine's, or a table. */
#define MAX_BLOCKS 1000
#define MAX_TOKENS 8000
/* So is one that releases pages in more statements. */
#define MAX_DETOURS 48

/* From which blocks does some way lead to the call? */
static void find_ways_there(struct own_walk *walk, size_t block)
{
	bool changed = true;

	walk->leads_there = arena_alloc(walk->arena, walk->graph.n * sizeof(*walk->leads_there));
	walk->leads_there[block] = true;
	while (changed) {
		changed = false;
		for (size_t b = 0; b < walk->graph.n; b++)
			for (size_t e = 0; e < walk->graph.blocks[b].n_edges && !walk->leads_there[b]; e++)
				if (walk->leads_there[walk->graph.blocks[b].edges[e].to])
					changed = walk->leads_there[b] = true;
	}
}

static bool returns_pointer(const struct outline *outline, const struct function *function)
{
	for (size_t i = function->item; i < function->name_token; i++)
		if (token_is(&outline->tokens, i, "*"))
			return true;
	return false;
}

/* Of pages that come in by a parameter there is no call whose result tells. */
static bool read_relations(struct own_walk *walk)
{
	if (walk->acquire)
		return relations_of_acquire(&walk->relations, walk->source, walk->function, walk->acquire,
					    walk->arena);
	return relations_read(&walk->relations, walk->source, walk->function, NULL, walk->arena);
}

/* What the result has to be for pages to be there. */
static void read_answer(struct own_walk *walk)
{
	bool is_all = walk->acquire && walk->acquire->answer == ANSWER_ALL;

	walk->came = is_all ? RELATION_ZERO : RELATION_POSITIVE;
	walk->came_all = is_all ? RELATION_ZERO : RELATION_FULL;
	if (walk->acquire)
		walk->is_one = walk->acquire->is_one || (walk->acquire->answer == ANSWER_COUNT &&
							 !(walk->relations.first & RELATION_SHORT));
}

/* `&page`, or a result that is the page. */
static bool is_variable(const struct own_walk *walk)
{
	const struct expr *place = walk->acquire->pages;

	return !place || (place->kind == EXPR_UNARY && expr_bare(place->left)->kind == EXPR_IDENTIFIER);
}

static bool outlives_function(const struct own_walk *walk, struct page_root root)
{
	struct local local = local_find(walk->source, root.name);

	return !local.found || local.is_static;
}

/* `struct page *pages[16]` of the function. */
static bool is_local_array(const struct own_walk *walk, struct page_root root)
{
	struct local local = local_find(walk->source, root.name);
	const struct token_list *tokens = &walk->source->outline.tokens;

	return local.found && local.parameter < 0 && !local.is_static &&
	       token_is(tokens, token_next(tokens, local.declaration), "[");
}

/* Somebody gets to know where in memory a page lies, as a device: he may have it be released. */
static bool shows_place(const struct own_walk *walk)
{
	const struct token_list *tokens = &walk->source->outline.tokens;

	for (size_t i = walk->function->body; i < walk->function->end; i++)
		if (token_is_called(tokens, i) && (page_effect_of(tokens, i) == PAGE_EFFECT_NUMBER ||
						   page_effect_of(tokens, i) == PAGE_EFFECT_DEVICE))
			return true;
	return false;
}

/* The only reading of a function's body, if it is one that can be followed. */
static bool make_graph(struct own_walk *walk)
{
	const struct function *function = walk->function;
	const struct variants *variants;

	if (function->end - function->body > MAX_TOKENS)
		return false;
	variants = source_variants(walk->source, function);
	if (variants->n != 1)
		return false;
	walk->graph = graphs_of(walk->source, function)[0];
	return walk->graph.n <= MAX_BLOCKS;
}

bool own_open(struct own_walk *walk, struct page_root root)
{
	struct point call;

	if (!make_graph(walk) || !read_relations(walk) ||
	    (walk->acquire && !graph_find(&walk->graph, walk->acquire->call.name, &call)))
		return false;
	read_answer(walk);
	walk->is_single = walk->acquire && walk->is_one && is_variable(walk) && !*root.member;
	if (walk->is_single && outlives_function(walk, root)) {
		walk->is_single = false;
		walk->is_filed = true;
	}
	walk->returns_pointer = returns_pointer(&walk->source->outline, walk->function);
	step_exprs_read(&walk->source->outline, &walk->graph, walk->arena, &walk->exprs);
	pages_read(&walk->pages, walk->source, &walk->exprs, walk->acquire, root, walk->arena);
	if (walk->pages.is_lost) {
		own_close(walk);
		return false;
	}
	own_read_ahead(walk);
	walk->is_foreign = walk->acquire && own_is_foreign(walk, &root);
	walk->is_on_stack = walk->acquire && !*root.member && is_local_array(walk, root);
	walk->is_shown = shows_place(walk);
	own_resolve_callees(walk);
	for (size_t i = 0; i < walk->pages.events.n; i++)
		walk->gives_up |= walk->pages.events.items[i].use == PAGES_GIVEN_UP;
	detours_read(&walk->source->outline, &walk->graph, &walk->pages, &walk->detours);
	if (walk->detours.n > MAX_DETOURS) {
		own_close(walk);
		return false;
	}
	walk->conditions = conditions_of(walk->source, &walk->graph);
	find_ways_there(walk, walk->acquire ? call.block : walk->graph.entry);
	return true;
}

void own_close(struct own_walk *walk)
{
	pages_free(&walk->pages);
	free(walk->exprs.items);
	free(walk->detours.items);
}
