// SPDX-License-Identifier: GPL-2.0-only
#include "owner/own.h"

#include "base/arena.h"
#include "base/mem.h"
#include "flow/graphs.h"
#include "owner/own_private.h"
#include "pages/scope.h"
#include "source/by_token.h"

#include <stdlib.h>
#include <string.h>

/* A function of more blocks, or tokens, is a machine's, or a table. */
#define MAX_BLOCKS 1000
#define MAX_TOKENS 8000
/* So is one that releases pages in more statements. */
#define MAX_DETOURS 48

/* --- one function --- */

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
	static const struct call none = { .name = NO_TOKEN };

	if (walk->acquire)
		return relations_of_acquire(&walk->relations, walk->source, walk->function, walk->acquire,
					    walk->arena);
	return relations_read(&walk->relations, walk->source, walk->function, &none, 0, NULL, walk->arena);
}

/* What the result has to be for pages to be there. */
static void read_answer(struct own_walk *walk)
{
	bool is_all = walk->acquire && walk->acquire->answer == ANSWER_ALL;

	walk->came = is_all ? RELATION_ZERO : RELATION_POSITIVE;
	walk->came_all = is_all ? RELATION_ZERO : RELATION_FULL;
	walk->is_one = walk->acquire && (walk->acquire->is_one ||
					 (walk->acquire->answer == ANSWER_COUNT &&
					  !(walk->relations.first & RELATION_SHORT)));
}

/* `&page`, or a result that is the page. */
static bool is_variable(const struct own_walk *walk)
{
	const struct expr *place = walk->acquire->pages;

	return !place || (place->kind == EXPR_UNARY && expr_bare(place->left)->kind == EXPR_IDENTIFIER);
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
	size_t block = 0, step;

	if (!make_graph(walk) || !read_relations(walk) ||
	    (walk->acquire && !graph_find(&walk->graph, walk->acquire->call.name, &block, &step)))
		return false;
	read_answer(walk);
	walk->is_single = walk->is_one && is_variable(walk) && !*root.member;
	walk->returns_pointer = returns_pointer(&walk->source->outline, walk->function);
	step_exprs_read(&walk->source->outline, &walk->graph, walk->arena, &walk->exprs);
	pages_read(&walk->pages, walk->source, &walk->exprs, walk->acquire, root, walk->arena);
	if (walk->pages.is_lost) {
		own_close(walk);
		return false;
	}
	walk->is_foreign = walk->acquire && own_is_foreign(walk, &root);
	own_resolve_callees(walk);
	for (size_t i = 0; i < walk->pages.events.n; i++)
		walk->gives_up |= walk->pages.events.items[i].use == PAGES_GIVEN_UP;
	detours_read(&walk->source->outline, &walk->graph, &walk->pages, &walk->detours);
	if (walk->detours.n > MAX_DETOURS) {
		own_close(walk);
		return false;
	}
	walk->conditions = conditions_of(walk->source, &walk->graph);
	find_ways_there(walk, walk->acquire ? block : walk->graph.entry);
	return true;
}

void own_close(struct own_walk *walk)
{
	pages_free(&walk->pages);
	free(walk->exprs.items);
	free(walk->detours.items);
}

/* --- what is seen --- */

struct look {
	struct own_walk *walk;
	size_t block, step;		/* a step, or n_steps: behind the last one of a block */
	void (*visit)(struct own_walk *walk, size_t block, size_t step, void *data);
	void *data;
};

/* Goes a step of a way on, or ends it; the sights tell what was seen. */
static void go_on(struct own_walk *walk, size_t block, size_t step, const void *state)
{
	const struct block *at = &walk->graph.blocks[block];
	struct way way;

	memcpy(&way, state, sizeof(way));
	if (step < at->n_steps)
		own_step(&way, &at->steps[step], walk);
	else
		own_end(walk, &way);
}

static void look_at_way(void *way, void *data)
{
	struct look *look = data;

	go_on(look->walk, look->block, look->step, way);
	look->visit(look->walk, look->block, look->step, look->data);
}

/* The function's end, behind something else than a return. */
static bool is_end(const struct own_walk *walk, size_t block)
{
	const struct block *at = &walk->graph.blocks[block];

	if (at->n_steps && at->steps[at->n_steps - 1].statement->kind == STATEMENT_RETURN)
		return false;
	for (size_t i = 0; i < at->n_edges; i++)
		if (at->edges[i].to == walk->graph.exit)
			return true;
	return false;
}

static bool is_worth_a_look(const struct own_walk *walk, const struct step *step)
{
	if (step->statement->kind == STATEMENT_RETURN || detour_loop_at(&walk->detours, step->first))
		return true;
	for (size_t i = 0; i < walk->pages.events.n; i++)
		if (walk->pages.events.items[i].step == step->first)
			return true;
	return false;
}

bool own_look(struct own_walk *walk, const struct walker *walker, const struct solution *solution,
	      void (*visit)(struct own_walk *walk, size_t block, size_t step, void *data), void *data)
{
	struct look look = { .walk = walk, .visit = visit, .data = data };
	bool is_known = true;

	for (size_t b = 0; b < walk->graph.n && is_known; b++) {
		const struct block *block = &walk->graph.blocks[b];

		look.block = b;
		for (size_t s = 0; s <= block->n_steps && is_known && solution->reached[b]; s++) {
			look.step = s;
			if (s < block->n_steps ? is_worth_a_look(walk, &block->steps[s]) : is_end(walk, b))
				is_known = ways_visit(&walk->graph, walker, solution, b, s, look_at_way,
						      &look);
		}
	}
	return is_known;
}

/* --- what is wrong --- */

/* A place where something is wrong on some way. */
struct place {
	size_t at, before, block, step;
	bool fails;			/* and that is left with a failure */
};

struct found {
	struct place leak, twice, misfit;
};

static size_t token_of(const struct own_walk *walk, size_t block, size_t step)
{
	const struct block *at = &walk->graph.blocks[block];

	return step < at->n_steps ? at->steps[step].first : walk->function->end;
}

/* The first in the text, and of several ways there one that fails. */
static void keep(struct place *place, const struct own_walk *walk, size_t at, size_t block, size_t step)
{
	bool fails = walk->sights & SIGHT_FAILING;

	if (place->at > at || (place->at == at && fails && !place->fails))
		*place = (struct place){
			.at = at, .before = walk->before ? walk->before : NO_TOKEN,
			.block = block, .step = step, .fails = fails,
		};
}

/* The release that stands in the step, or in the loop that it heads. */
static size_t release_in(const struct own_walk *walk, size_t step)
{
	const struct detour *loop = detour_loop_at(&walk->detours, step);

	for (size_t i = 0; i < walk->pages.events.n; i++) {
		const struct page_event *event = &walk->pages.events.items[i];

		if (event->step == step && (event->use == PAGES_RELEASED || event->use == PAGES_RELEASED_ONE))
			return event->token;
	}
	return loop && loop->kind == DETOUR_LOOP ? loop->token : step;
}

/* Where the function that is called at the token releases them. */
static struct across_place release_by(const struct own_walk *walk, size_t call)
{
	for (size_t i = 0; call != NO_TOKEN && i < walk->pages.events.n; i++)
		if (walk->pages.events.items[i].token == call && walk->pages.events.items[i].release.source)
			return walk->pages.events.items[i].release;
	return (struct across_place){ .token = NO_TOKEN };
}

static void note_sights(struct own_walk *walk, size_t block, size_t step, void *data)
{
	struct found *found = data;
	size_t at = token_of(walk, block, step);

	if (walk->sights & SIGHT_LEAK)
		keep(&found->leak, walk, at, block, step);
	if (walk->sights & SIGHT_TWICE)
		keep(&found->twice, walk, release_in(walk, at), block, step);
	if (walk->sights & SIGHT_MISFIT)
		keep(&found->misfit, walk, release_in(walk, at), block, step);
}

static bool is_sought(const void *way, void *data)
{
	struct own_walk *walk = data;

	go_on(walk, walk->sought.block, walk->sought.step, way);
	return walk->sights & walk->sought.sight;
}

static void find_way(struct own_walk *walk, const struct walker *walker, const struct way *entry,
		     const struct place *place, unsigned sight, struct own_way *found)
{
	struct way there;

	if (place->at == NO_TOKEN)
		return;
	found->at = place->at;
	found->before = place->before;
	walk->sought.block = place->block;
	walk->sought.step = place->step;
	walk->sought.sight = sight;
	ways_route(&walk->graph, walker, entry, place->block, place->step, is_sought, &there,
		   &found->route);
}

static void look_for_faults(struct own_walk *walk, struct own *own)
{
	struct walker walker = {
		.size = sizeof(struct way), .conditions = walk->conditions, .step = own_step,
		.edge = own_edge, .data = walk,
	};
	struct found found = {
		.leak.at = NO_TOKEN, .twice.at = NO_TOKEN, .misfit.at = NO_TOKEN,
	};
	struct solution solution;
	struct way entry;

	memset(&entry, 0, sizeof(entry));
	entry.relation = relation_begin(&walk->relations);
	entry.names = entry.array_names = 1;
	ways_walk(&walk->graph, &walker, &entry, &solution);
	own->is_known = own_look(walk, &walker, &solution, note_sights, &found);
	solution_free(&solution);
	if (!own->is_known)
		return;
	find_way(walk, &walker, &entry, &found.leak, found.leak.fails ? SIGHT_FAILING : SIGHT_LEAK,
		 &own->leak);
	find_way(walk, &walker, &entry, &found.twice, SIGHT_TWICE, &own->twice);
	find_way(walk, &walker, &entry, &found.misfit, SIGHT_MISFIT, &own->misfit);
	own->leak_fails = found.leak.fails;
	own->dropped = release_by(walk, own->misfit.at);
}

/* *asks_others: what other files do with the pages may make a difference. False: it hands out nothing. */
static bool read_own(struct source *source, size_t call, struct own *own, bool *asks_others)
{
	const struct function *function = outline_function_at(&source->outline, call);
	struct arena arena = {0};	/* a file may hold many calls, and each makes a graph */
	struct acquire acquire;
	struct page_root root;
	struct own_walk walk = {
		.source = source, .function = function, .acquire = &acquire, .arena = &arena,
	};
	/* What may be no hold at all nobody has to release, nor what its scope releases. */
	bool is_acquire = function && call > function->body &&
			  (acquire_at(source, call, &arena, &acquire) ||
			   acquire_by_member_at(source, call, &arena, &acquire)) &&
			  acquire.kind != HOLD_KIND_EITHER && !scope_may_release(source, &acquire);

	*own = (struct own){
		.leak.at = NO_TOKEN, .twice.at = NO_TOKEN, .misfit.at = NO_TOKEN,
	};
	*asks_others = !is_acquire || acquire.wrapper;
	if (is_acquire && page_root_of(source, &acquire, &arena, &root) && own_open(&walk, root)) {
		own->is_foreign = walk.is_foreign;
		*asks_others |= walk.pages.asks_others;
		look_for_faults(&walk, own);
		own_close(&walk);
	}
	arena_free(&arena);
	return is_acquire;
}

/* --- once for all who ask --- */

struct own_memo {
	bool is_acquire;
	struct own own;
};

/* Those of a source: of calls about which other files may tell something, and of the others. */
static struct by_token *memos_of(struct source *source, bool asks_others)
{
	static const struct slot_kind kinds[] = {
		{ .size = sizeof(struct by_token) },
		{ .size = sizeof(struct by_token), .hangs_on_others = true },
	};

	return source_slot(source, &kinds[asks_others]);
}

static const struct own_memo *find_memo(struct source *source, size_t call)
{
	const struct own_memo *memo = by_token_find(memos_of(source, false), call);

	return memo ? memo : by_token_find(memos_of(source, true), call);
}

/* Moves the stops to where they are not freed. */
static void keep_route(struct route *route, struct arena *arena)
{
	struct route kept = { .n = route->n, .capacity = route->n };

	kept.items = arena_alloc(arena, (route->n + 1) * sizeof(*kept.items));
	if (route->n)
		memcpy(kept.items, route->items, route->n * sizeof(*kept.items));
	route_free(route);
	*route = kept;
}

static const struct own_memo *make_memo(struct source *source, size_t call)
{
	struct own_memo *memo = arena_alloc(&source->arena, sizeof(*memo));
	bool asks_others;

	memo->is_acquire = read_own(source, call, &memo->own, &asks_others);
	keep_route(&memo->own.leak.route, &source->arena);
	keep_route(&memo->own.twice.route, &source->arena);
	keep_route(&memo->own.misfit.route, &source->arena);
	by_token_keep(memos_of(source, asks_others), call, memo, &source->arena);
	return memo;
}

const struct own *own_of(struct source *source, size_t call)
{
	const struct function *function = outline_function_at(&source->outline, call);
	const struct own_memo *memo = function ? find_memo(source, call) : NULL;

	if (function && !memo)
		memo = make_memo(source, call);
	return memo && memo->is_acquire ? &memo->own : NULL;
}
