// SPDX-License-Identifier: GPL-2.0-only
/* What one way through a function does to a lock. */
#include "base/data/mem.h"
#include "base/data/search.h"
#include "contract/lock/held_private.h"

#include <stdlib.h>
#include <string.h>

/* --- what a way meets --- */

static bool is_ours(const struct walk *walk, const struct way *way, const struct lock_event *event)
{
	return !strcmp(event->mm, walk->mm) ||
	       conditions_equal(walk->conditions, &way->memo, event->mm, walk->mm);
}

/* The first operation behind the call tells how the lock was there. */
static void look_back(const struct walk *walk, struct way *way, const struct event_at *at)
{
	if (!way->has_called)
		return;
	if (at->event.effect == LOCK_EFFECT_FREE)
		walk->held->free_behind = at->token;
	else if (at->event.effect == LOCK_EFFECT_TAKE && at->event.answer == LOCK_ALWAYS)
		walk->held->taken_behind = at->token;
	else if (walk->held->dropped_behind == NO_TOKEN || walk->held->dropped_behind < at->token)
		walk->held->dropped_behind = at->token;
	walk->held->is_supposed |= way->is_supposed;
	way->has_called = false;
}

/* It may be ours, by another name. */
static void operate_other(const struct walk *walk, struct way *way, const struct event_at *at)
{
	bool is_first = way->hold == HOLD_ENTRY && at->event.effect == LOCK_EFFECT_TAKE &&
			at->event.answer == LOCK_ALWAYS && !at->event.until;

	if (way->has_called && at->event.effect == LOCK_EFFECT_DROP)
		look_back(walk, way, at);
	way->hold = is_first ? HOLD_OTHER : HOLD_UNKNOWN;
	if (is_first)
		way->operation = at->token;
	way->has_called = false;
}

static void operate(const struct walk *walk, struct way *way, const struct event_at *at)
{
	if (!is_ours(walk, way, &at->event)) {
		operate_other(walk, way, at);
		return;
	}
	look_back(walk, way, at);
	if (at->event.effect == LOCK_EFFECT_HOLD && way->hold == HOLD_TAKEN)
		return;
	if (!way->first)
		way->first = at->event.effect == LOCK_EFFECT_TAKE ? FIRST_FREE : FIRST_HELD;
	way->operation = at->token;
	way->is_supposed = at->event.is_supposed;
	if (at->event.effect == LOCK_EFFECT_DROP)
		way->hold = HOLD_DROPPED;
	else
		way->hold = at->event.answer == LOCK_ALWAYS ? HOLD_TAKEN : HOLD_UNKNOWN;
}

/* Where the lock was taken, what wants it free is a mistake of its own. */
static void show_free(const struct walk *walk, struct way *way, const struct event_at *at)
{
	if (way->hold == HOLD_TAKEN || !is_ours(walk, way, &at->event))
		return;
	look_back(walk, way, at);
	way->operation = at->token;
	way->is_supposed = at->event.is_supposed;
	way->hold = HOLD_FREE;
	if (!way->first)
		way->first = FIRST_FREE;
}

/* The lock was not to be had. */
static void fail(const struct walk *walk, struct way *way, const struct event_at *at)
{
	if (at->event.answer == LOCK_IF_ZERO)
		show_free(walk, way, at);	/* nobody waits for what he has */
	else if (is_ours(walk, way, &at->event))
		way->has_failed = true;
}

/* From here on a variable knows how the lock is. */
static void wait_for_answer(const struct walk *walk, struct way *way, const struct event_at *at)
{
	size_t index = (size_t)(at - walk->events.items);

	way->asked = index < UINT16_MAX ? (uint16_t)(index + 1) : 0;
	way->hold_before = (uint16_t)way->hold;
	way->hold = HOLD_UNKNOWN;
}

/* A condition tells it. */
static void take_answer(const struct walk *walk, struct way *way, enum told told)
{
	struct event_at at = walk->events.items[way->asked - 1];

	way->asked = 0;
	way->hold = way->hold_before;
	if (at.event.effect == LOCK_EFFECT_TAKE && told == TOLD_YES) {
		at.event.answer = LOCK_ALWAYS;
		operate(walk, way, &at);
	} else if (at.event.effect == LOCK_EFFECT_TAKE) {
		way->has_failed |= at.event.answer == LOCK_IF_TRUE;
	} else if (told == TOLD_NO) {
		way->hold = HOLD_DROPPED;
		way->operation = at.token;
		way->has_called = false;
	}
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
	case LOCK_EFFECT_SUPPOSED:
		way->is_supposed = true;
		break;
	case LOCK_EFFECT_FREE:
		show_free(walk, way, at);
		break;
	case LOCK_EFFECT_TAKE:
	case LOCK_EFFECT_DROP:
	case LOCK_EFFECT_HOLD:
		way->asked = 0;
		if (is_asked(at, step))
			break;
		if (answers_has(&walk->answers, at->token) && is_ours(walk, way, &at->event))
			wait_for_answer(walk, way, at);
		else
			operate(walk, way, at);
		break;
	case LOCK_EFFECT_MAY_DROP:
		way->asked = 0;
		if (is_ours(walk, way, &at->event))
			wait_for_answer(walk, way, at);
		else
			operate(walk, way, at);
		break;
	case LOCK_EFFECT_HINT:
		way->is_supposed |= way->hold != HOLD_TAKEN;
		way->has_called = false;
		if (way->hold == HOLD_ENTRY)
			way->hold = HOLD_HINTED;
		else if (way->hold == HOLD_OTHER)
			way->hold = HOLD_UNKNOWN;
		break;
	case LOCK_EFFECT_UNKNOWN:
		way->hold = HOLD_UNKNOWN;
		way->has_called = false;
		break;
	}
}

/* In a statement expression, or a function in the function: nobody knows whether it is run, and when. */
static void meet_hidden(struct way *way, const struct event_at *at)
{
	switch (at->event.effect) {
	case LOCK_EFFECT_NONE:
	case LOCK_EFFECT_FREE:
		break;
	case LOCK_EFFECT_SUPPOSED:
		way->is_supposed = true;
		break;
	default:
		way->hold = HOLD_UNKNOWN;
		way->has_called = false;
	}
}

/* The first event at the token or behind it; they stand in the order of the text. */
static size_t first_event(const struct walk *walk, size_t token)
{
	size_t i;

	LOWER_BOUND(i, walk->events.n, walk->events.items[i].token < token);
	return i;
}

/* The variable that is asked gets another value: then nobody will ever know. */
static void lose_answer(const struct walk *walk, struct way *way, const struct step *step)
{
	const struct lock_event *event = way->asked ? &walk->events.items[way->asked - 1].event : NULL;

	if (event && event->effect == LOCK_EFFECT_MAY_DROP &&
	    answer_is_replaced(&walk->source->outline.tokens, event->variable, step))
		way->asked = 0;
}

/* A guard holds its lock in its scope alone: is the token in there? */
static void leave_scope(const struct walk *walk, struct way *way, size_t token)
{
	const struct event_at *taken;

	if (way->hold != HOLD_TAKEN)
		return;
	taken = &walk->events.items[first_event(walk, way->operation)];
	if (taken->event.until && (token <= taken->token || token >= taken->event.until))
		way->hold = HOLD_DROPPED;
}

void held_leave(struct way *way, const struct walk *walk)
{
	leave_scope(walk, way, walk->function->end);
}

void held_step(void *state, const struct step *step, void *data)
{
	const struct walk *walk = data;
	struct way *way = state;

	leave_scope(walk, way, step->first);
	lose_answer(walk, way, step);
	if (walk->answers.has_result)
		relation_step(&walk->answers.relations, step, &way->relation);

	for (size_t i = first_event(walk, step->first); i < walk->events.n; i++) {
		const struct event_at *at = &walk->events.items[i];

		if (at->token >= step->last)
			break;
		if (at->token == walk->call) {
			way->has_called = way->hold == HOLD_ENTRY;
			way->is_again = true;
		}
		if (step_hides(&walk->source->outline, step, at->token))
			meet_hidden(way, at);
		else
			meet(walk, way, at, step);
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
	if (edge->kind == (at.event.answer == LOCK_IF_TRUE ? EDGE_TRUE : EDGE_FALSE)) {
		at.event.answer = LOCK_ALWAYS;
		operate(walk, way, &at);
	} else {
		fail(walk, way, &at);
	}
}

bool held_edge(void *state, const struct edge *edge, const struct step *last, void *data)
{
	const struct walk *walk = data;
	struct way *way = state;
	const struct lock_event *event;
	enum told told;

	if (!answers_edge(&walk->answers, edge, last, &way->relation, &told))
		return false;
	take_on_edge(walk, way, edge, last);
	if (!way->asked)
		return true;
	event = &walk->events.items[way->asked - 1].event;
	if (event->effect == LOCK_EFFECT_MAY_DROP)
		told = answer_of_variable(&walk->source->outline, event->variable, edge, last);
	if (told != TOLD_NOTHING)
		take_answer(walk, way, told);
	return true;
}

/* --- what there is to meet --- */

/* Unless it is a condition of its own, somebody may have kept the answer. */
static void follow_answer(struct walk *walk, const struct event_at *at)
{
	struct point point;

	if (graph_find(&walk->graph, at->token, &point) &&
	    !is_asked(at, graph_step(&walk->graph, point)))
		answers_follow(&walk->answers, walk->source, walk->function, at->token,
			       at->event.answer, &walk->arena);
}

void held_find_events(struct walk *walk)
{
	for (size_t i = walk->function->body; i < walk->function->end; i++) {
		struct event_at at = { .token = i };

		if (walk->source->outline.tokens.items[i].directive ||
		    variant_hides(walk->graph.variant, i))
			continue;
		at.event = lock_event_at(walk->source, i);
		if (at.event.effect != LOCK_EFFECT_NONE || i == walk->call)
			VEC_PUSH(&walk->events, at);
		if (at.event.effect == LOCK_EFFECT_TAKE && at.event.answer != LOCK_ALWAYS)
			follow_answer(walk, &at);
		i = at.event.last;
	}
}

void held_close(struct walk *walk)
{
	free(walk->events.items);
	walk->events.items = NULL;
	walk->events.n = walk->events.capacity = 0;
	walk->answers = (struct answers){0};
	arena_free(&walk->arena);
}

struct walker held_walker(struct walk *walk)
{
	return (struct walker){
		.size = sizeof(struct way), .conditions = walk->conditions, .step = held_step,
		.edge = held_edge, .data = walk,
	};
}

struct way held_entry(const struct walk *walk)
{
	struct way way = { .hold = HOLD_ENTRY };

	if (walk->answers.has_result)
		way.relation = relation_begin(&walk->answers.relations);
	return way;
}
