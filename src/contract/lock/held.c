// SPDX-License-Identifier: GPL-2.0-only
#include "contract/lock/held.h"

#include "base/data/mem.h"
#include "c/flow/graphs.h"
#include "c/outline/words.h"
#include "contract/lock/held_private.h"
#include "contract/path/beside.h"
#include "contract/path/limits.h"

/* A macro may leave the function, as BAIL_OUT(error) does. */
static bool is_macro_call(const struct token_list *tokens, size_t i)
{
	return is_capitals(tokens, i) && token_is(tokens, token_next(tokens, i), "(");
}

/* Whoever comes to the operation comes to the call, which stands behind it. */
static bool leads_to_call(const struct walk *walk, size_t operation)
{
	/* What leaves before the call, or has an expression without it. */
	static const char *const ways_out[] = { "return", "goto", "break", "continue", "?", "&&", "||" };
	const struct token_list *tokens = &walk->source->outline.tokens;

	if (operation >= walk->call || !is_beside(walk->source, walk->function, walk->call, operation))
		return false;
	for (size_t i = operation; i < walk->call; i++)
		if (token_is_any(tokens, i, ways_out, ARRAY_SIZE(ways_out)) || is_macro_call(tokens, i))
			return false;
	return true;
}

/* The way has taken the lock, and has not looked at what tells whether it still has it. */
static void note_unasked(const struct walk *walk, const struct way *way)
{
	const struct event_at *asked = way->asked ? &walk->events.items[way->asked - 1] : NULL;

	if (asked && asked->event.effect == LOCK_EFFECT_MAY_DROP && way->hold_before == HOLD_TAKEN)
		walk->held->maybe_dropped = asked->token;
}

/* A way to the step of the call: what it meets up to there. */
static void judge_way(void *state, void *data)
{
	struct walk *walk = data;
	struct way *way = state;

	held_step(way, &walk->until, walk);
	walk->held->holds |= way->hold;
	walk->held->is_supposed |= way->is_supposed;
	walk->held->is_untried |= !way->has_failed;
	if (way->hold & (HOLD_TAKEN | HOLD_DROPPED | HOLD_FREE | HOLD_OTHER))
		walk->held->operation = way->operation;
	if (way->is_again) {
		walk->held->again.holds |= way->hold;
		walk->held->again.operation = way->operation;
		walk->held->again.is_supposed |= way->is_supposed;
	}
	if (way->hold == HOLD_DROPPED && !way->is_supposed && lock_is_operation(walk->source, way->operation))
		walk->held->dropped_surely = way->operation;
	note_unasked(walk, way);
	if (!way->is_supposed && way->hold & (HOLD_TAKEN | HOLD_DROPPED) && leads_to_call(walk, way->operation))
		*(way->hold == HOLD_TAKEN ? &walk->held->taken_just : &walk->held->dropped_just) = way->operation;
}

/* A way that leaves the function. */
static void judge_end(void *state, void *data)
{
	struct walk *walk = data;
	const struct way *way = state;

	walk->held->is_left |= way->hold == HOLD_ENTRY;
}

/* All readings of the function, where an #if cuts its statements; none: nobody can walk it. */
static const struct variants *readings_of(const struct walk *walk)
{
	static const struct variants none;
	const struct function *function = walk->function;

	return !function || walk->call <= function->body || function->end - function->body > MAX_WALK_TOKENS ?
	       &none : source_variants(walk->source, function);
}

/* False: this reading is too large, or nothing in it leads to the call. Closed in either case. */
static bool open_walk(struct walk *walk, size_t reading)
{
	walk->graph = graphs_of(walk->source, walk->function)[reading];
	if (walk->graph.n > MAX_WALK_BLOCKS ||
	    !graph_find(&walk->graph, walk->call, &walk->at))
		return false;
	walk->until = *graph_step(&walk->graph, walk->at);
	walk->until.last = walk->call;
	held_find_events(walk);
	walk->conditions = conditions_of(walk->source, &walk->graph);
	return true;
}

static void judge_reading(struct walk *walk)
{
	struct walker walker = held_walker(walk);
	struct way entry = held_entry(walk);
	struct walked walked;

	ways_walk(&walk->graph, &walker, &entry, &walked);
	if (!ways_visit(&walk->graph, &walker, &walked, walk->at, judge_way, walk))
		walk->held->holds |= HOLD_UNKNOWN;
	if (walked.solution.reached[walk->graph.exit])
		ways_visit(&walk->graph, &walker, &walked, (struct point){ walk->graph.exit, 0 }, judge_end,
			   walk);
	walked_free(&walked);
}

void held_at(struct source *source, size_t call, const char *mm, struct held *held)
{
	struct walk walk = {
		.source = source, .function = outline_function_at(&source->outline, call),
		.call = call, .mm = mm, .held = held,
	};
	const struct variants *readings = readings_of(&walk);

	*held = (struct held){
		.operation = NO_TOKEN, .taken_behind = NO_TOKEN, .free_behind = NO_TOKEN,
		.dropped_behind = NO_TOKEN, .taken_just = NO_TOKEN, .dropped_just = NO_TOKEN,
		.dropped_surely = NO_TOKEN, .maybe_dropped = NO_TOKEN,
	};
	for (size_t v = 0; v < readings->n; v++) {
		if (open_walk(&walk, v))
			judge_reading(&walk);
		held_close(&walk);
	}
}

static bool is_wanted(const void *state, void *data)
{
	struct walk *walk = data;
	struct way way = *(const struct way *)state;

	held_step(&way, &walk->until, walk);
	return way.hold == walk->wanted;
}

size_t held_route(struct source *source, size_t call, const char *mm, enum hold hold,
		  struct route *route)
{
	struct held held = {0};		/* what is told of the call on the way; nobody asks */
	struct walk walk = {
		.source = source, .function = outline_function_at(&source->outline, call),
		.call = call, .mm = mm, .held = &held, .wanted = hold,
	};
	const struct variants *readings = readings_of(&walk);
	struct way way = { .operation = NO_TOKEN };

	*route = (struct route){0};
	for (size_t v = 0; v < readings->n && !route->n; v++) {
		if (open_walk(&walk, v)) {
			struct walker walker = held_walker(&walk);
			struct way entry = held_entry(&walk);

			if (ways_route(&walk.graph, &walker, &entry,
				       &(struct sought_way){ walk.at, is_wanted, &way }, route))
				held_step(&way, &walk.until, &walk);
		}
		held_close(&walk);
	}
	return way.operation;
}
