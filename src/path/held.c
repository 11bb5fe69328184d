// SPDX-License-Identifier: GPL-2.0-only
#include "path/held.h"

#include "base/mem.h"
#include "flow/solve.h"
#include "path/conditions.h"
#include "path/lock.h"

#include <stdlib.h>
#include <string.h>

/* More ways at one place than this are one, of which nothing is known. */
#define MAX_WAYS 32
/* A function of more blocks, or tokens, is a machine's, or a table. */
#define MAX_BLOCKS 1000
#define MAX_TOKENS 8000

struct way {
	struct memo memo;
	unsigned hold;			/* one of enum hold */
	size_t operation;		/* the token that made it so, when taken or dropped */
	bool has_called;		/* the call in question is behind us, and the hold as it was */
};

/* A set of ways. */
struct ways {
	struct way items[MAX_WAYS];
	size_t n;
	bool has_no_memo;		/* too many: what conditions are known is forgotten for good */
	bool is_lost;			/* still too many: nothing is known */
};

struct event_at {
	size_t token;
	struct lock_event event;
};

struct walk {
	struct source *source;
	const struct function *function;
	size_t call;
	const char *mm;
	struct { struct event_at *items; size_t n, capacity; } events;
	struct conditions conditions;
	struct held *held;
};

/* --- sets --- */

static bool is_same(const struct way *a, const struct way *b)
{
	return a->memo.known == b->memo.known && a->memo.truth == b->memo.truth &&
	       a->hold == b->hold && a->operation == b->operation &&
	       a->has_called == b->has_called;
}

static bool has_way(const struct ways *ways, const struct way *way)
{
	for (size_t i = 0; i < ways->n; i++)
		if (is_same(&ways->items[i], way))
			return true;
	return false;
}

/* True if that is new. */
static bool add_way(struct ways *ways, struct way way)
{
	if (ways->has_no_memo)
		way.memo = (struct memo){0};
	if (ways->is_lost || has_way(ways, &way))
		return false;
	if (ways->n < MAX_WAYS)
		ways->items[ways->n++] = way;
	else
		ways->is_lost = true;
	return true;
}

static void forget_memos(struct ways *ways)
{
	struct ways old = *ways;

	ways->n = 0;
	ways->has_no_memo = true;
	for (size_t i = 0; i < old.n; i++)
		add_way(ways, old.items[i]);
}

static bool join(void *into, const void *from, void *data)
{
	struct ways *left = into;
	const struct ways *right = from;
	bool changed = right->is_lost && !left->is_lost;

	(void)data;
	left->is_lost |= right->is_lost;
	for (size_t i = 0; i < right->n; i++) {
		if (left->n == MAX_WAYS && !left->has_no_memo && !has_way(left, &right->items[i])) {
			forget_memos(left);
			changed = true;
		}
		changed |= add_way(left, right->items[i]);
	}
	return changed;
}

/* --- what a way meets --- */

static bool is_ours(const struct walk *walk, const struct way *way, const struct lock_event *event)
{
	return !strcmp(event->mm, walk->mm) ||
	       conditions_equal(&walk->conditions, &way->memo, event->mm, walk->mm);
}

/* The first operation behind the call tells how the lock was there. */
static void look_back(const struct walk *walk, struct way *way, const struct event_at *at)
{
	if (!way->has_called)
		return;
	if (at->event.effect == LOCK_EFFECT_TAKE && at->event.answer == LOCK_ALWAYS)
		walk->held->taken_behind = at->token;
	else
		walk->held->dropped_behind = true;
	way->has_called = false;
}

static void operate(const struct walk *walk, struct way *way, const struct event_at *at)
{
	if (!is_ours(walk, way, &at->event)) {
		way->hold = HOLD_UNKNOWN;
		way->has_called = false;
		return;
	}
	look_back(walk, way, at);
	way->operation = at->token;
	if (at->event.effect == LOCK_EFFECT_DROP)
		way->hold = HOLD_DROPPED;
	else
		way->hold = at->event.answer == LOCK_ALWAYS ? HOLD_TAKEN : HOLD_UNKNOWN;
}

/* A condition that is nothing but a trylock or a killable one: its edges tell. */
static bool is_asked(const struct event_at *at, const struct step *step)
{
	return at->event.effect == LOCK_EFFECT_TAKE && at->event.answer != LOCK_ALWAYS &&
	       step->condition && step->condition->kind == EXPR_CALL &&
	       step->condition->first == at->token;
}

static void meet(const struct walk *walk, struct way *way, const struct event_at *at,
		 const struct step *step)
{
	switch (at->event.effect) {
	case LOCK_EFFECT_NONE:
		break;
	case LOCK_EFFECT_TAKE:
	case LOCK_EFFECT_DROP:
	case LOCK_EFFECT_HOLD:
		if (!is_asked(at, step))
			operate(walk, way, at);
		break;
	case LOCK_EFFECT_HINT:
		if (way->hold == HOLD_TAKEN)
			break;
		/* fallthrough */
	case LOCK_EFFECT_UNKNOWN:
		way->hold = HOLD_UNKNOWN;
		way->has_called = false;
		break;
	}
}

/* The first event at the token or behind it; they stand in the order of the text. */
static size_t first_event(const struct walk *walk, size_t token)
{
	size_t low = 0, high = walk->events.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (walk->events.items[middle].token < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void pass_way(const struct walk *walk, struct way *way, const struct step *step)
{
	for (size_t i = first_event(walk, step->first); i < walk->events.n; i++) {
		const struct event_at *at = &walk->events.items[i];

		if (at->token >= step->last)
			break;
		if (at->token == walk->call)
			way->has_called = way->hold == HOLD_ENTRY;
		meet(walk, way, at, step);
	}
	conditions_step(&walk->conditions, step, &way->memo);
}

static void pass_step(void *state, const struct step *step, void *data)
{
	struct ways *ways = state, old = *ways;

	ways->n = 0;
	for (size_t i = 0; i < old.n; i++) {
		pass_way(data, &old.items[i], step);
		add_way(ways, old.items[i]);
	}
}

/* A lock that was asked for in the condition is taken on one of its edges. */
static void take_on_edge(const struct walk *walk, struct way *way, const struct edge *edge,
			 const struct step *last)
{
	size_t i = last ? first_event(walk, last->first) : walk->events.n;
	struct event_at at;

	if (i == walk->events.n || !is_asked(&walk->events.items[i], last))
		return;
	at = walk->events.items[i];
	if (edge->kind != (at.event.answer == LOCK_IF_TRUE ? EDGE_TRUE : EDGE_FALSE))
		return;
	at.event.answer = LOCK_ALWAYS;
	operate(walk, way, &at);
}

static bool pass_edge(void *state, const struct edge *edge, const struct step *last, void *data)
{
	const struct walk *walk = data;
	struct ways *ways = state, old = *ways;

	ways->n = 0;
	for (size_t i = 0; i < old.n; i++) {
		if (!conditions_edge(&walk->conditions, edge, last, &old.items[i].memo))
			continue;
		take_on_edge(walk, &old.items[i], edge, last);
		add_way(ways, old.items[i]);
	}
	return ways->n || ways->is_lost;
}

/* --- one function --- */

static void find_events(struct walk *walk)
{
	for (size_t i = walk->function->body; i < walk->function->end; i++) {
		struct event_at at = { .token = i };

		if (walk->source->outline.tokens.items[i].directive)
			continue;
		at.event = lock_event_at(walk->source, i);
		if (at.event.effect != LOCK_EFFECT_NONE || i == walk->call)
			VEC_PUSH(&walk->events, at);
		i = at.event.last;
	}
}

/* The holds at the call: what the ways to it met before. */
static void judge_call(struct walk *walk, const struct graph *graph, const struct solution *solution,
		       size_t block, size_t step)
{
	const struct block *at = &graph->blocks[block];
	struct ways ways;

	memcpy(&ways, solution_at(solution, block), sizeof(ways));
	for (size_t i = 0; i < step; i++)
		pass_step(&ways, &at->steps[i], walk);
	for (size_t w = 0; w < ways.n; w++) {
		struct step until = at->steps[step];

		until.last = walk->call;
		pass_way(walk, &ways.items[w], &until);
		walk->held->holds |= ways.items[w].hold;
		if (ways.items[w].hold == HOLD_TAKEN || ways.items[w].hold == HOLD_DROPPED)
			walk->held->operation = ways.items[w].operation;
	}
	if (ways.is_lost)
		walk->held->holds |= HOLD_UNKNOWN;
}

static void walk_graph(struct walk *walk, const struct graph *graph)
{
	struct lattice lattice = {
		.size = sizeof(struct ways), .join = join, .step = pass_step, .edge = pass_edge,
		.data = walk,
	};
	struct ways entry = { .n = 1, .items = { { .hold = HOLD_ENTRY } } };
	struct solution solution;
	size_t block, step;

	if (!graph_find(graph, walk->call, &block, &step))
		return;
	conditions_read(&walk->conditions, walk->source, graph);
	solve(graph, &lattice, &entry, &solution);
	if (solution.reached[block])
		judge_call(walk, graph, &solution, block, step);
	solution_free(&solution);
}

void held_at(struct source *source, size_t call, const char *mm, struct held *held)
{
	struct walk walk = {
		.source = source, .function = outline_function_at(&source->outline, call),
		.call = call, .mm = mm, .held = held,
	};
	const struct variants *variants;
	struct arena arena = {0};	/* a file may hold many calls, and each makes a graph */
	struct graph graph;

	*held = (struct held){ .operation = NO_TOKEN, .taken_behind = NO_TOKEN };
	if (!walk.function || call <= walk.function->body ||
	    walk.function->end - walk.function->body > MAX_TOKENS)
		return;
	variants = source_variants(source, walk.function);
	if (variants->n != 1)
		return;
	graph_make(&source->outline, &variants->items[0], &arena, &graph);
	if (graph.n <= MAX_BLOCKS) {
		find_events(&walk);
		walk_graph(&walk, &graph);
	}
	free(walk.events.items);
	arena_free(&arena);
}
