// SPDX-License-Identifier: GPL-2.0-only
#include "contract/lock/helper.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/flow/graphs.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "calls/summary/across.h"
#include "calls/value/local.h"
#include "contract/lock/guard.h"
#include "contract/lock/held_private.h"
#include "contract/path/callee.h"
#include "contract/path/code.h"
#include "contract/path/limits.h"

#include <string.h>

/* Helpers of helpers are looked for in functions of so few tokens, */
#define MAX_NESTING_TOKENS 200
/* one in the other so often. */
#define MAX_DEPTH 4

/* What is known of each function, in a slot of it. */
struct helper_memo {
	struct lock_helper helper;
	unsigned nets;			/* how its ways leave, whatever they return */
	bool is_read, is_helper;
	bool is_open;			/* it is being read; */
	bool is_circular;		/* and it asks for itself */
};

/* What a way has done to the lock when it leaves, as bits. */
enum {
	NET_NOTHING = 1 << 0,
	NET_TAKES = 1 << 1,
	NET_DROPS = 1 << 2,
	NET_HOLDS = 1 << 3,		/* held before, and again */
	NET_FREES = 1 << 4,		/* free before, and again */
	NET_UNKNOWN = 1 << 5,
};

struct reading {
	struct walk walk;
	const struct step *end;		/* a return */
	const struct expr *returned;	/* NULL: nothing */
	unsigned if_zero, if_other;	/* nets of the ways that return 0, and of those that return anything else */
	bool is_supposed;
};

/* --- how its ways leave it --- */

static unsigned net_of(const struct way *way)
{
	switch (way->hold) {
	case HOLD_ENTRY:
		return NET_NOTHING;
	case HOLD_FREE:
		return NET_FREES;
	case HOLD_TAKEN:
		return way->first == FIRST_HELD ? NET_HOLDS : NET_TAKES;
	case HOLD_DROPPED:
		return way->first == FIRST_HELD ? NET_DROPS : NET_FREES;
	default:
		return NET_UNKNOWN;
	}
}

/* `return mmap_read_trylock(mm)`: the answer is the caller's. */
static bool end_with_answer(struct reading *reading, const struct way *way, bool is_result)
{
	const struct walk *walk = &reading->walk;
	const struct lock_event *event = way->asked ? &walk->events.items[way->asked - 1].event : NULL;
	struct way before = *way;

	if (!event || !is_result || event->effect != LOCK_EFFECT_TAKE)
		return false;
	before.hold = way->hold_before;
	reading->if_zero |= event->answer == LOCK_IF_ZERO ? NET_TAKES : net_of(&before);
	reading->if_other |= event->answer == LOCK_IF_ZERO ? net_of(&before) : NET_TAKES;
	return true;
}

static void end_way(void *state, void *data)
{
	struct reading *reading = data;
	struct way *way = state;
	unsigned value = RELATION_ANY;
	bool is_result = false;

	if (reading->end)
		held_step(way, reading->end, &reading->walk);
	held_leave(way, &reading->walk);
	if (reading->returned)
		value = relation_of(&reading->walk.answers.relations, &way->relation, reading->returned,
				    &is_result);
	reading->is_supposed |= way->is_supposed;
	if (end_with_answer(reading, way, is_result))
		return;
	if (value & (RELATION_ZERO | RELATION_UNKNOWN))
		reading->if_zero |= net_of(way);
	if (value & (RELATION_ANY & ~RELATION_ZERO) || value & RELATION_UNKNOWN)
		reading->if_other |= net_of(way);
}

/* All ways that end at a point. */
static void end_at(struct reading *reading, const struct walker *walker, struct walked *walked,
		   struct point at)
{
	if (!ways_visit(&reading->walk.graph, walker, walked, at, end_way, reading))
		reading->if_zero |= NET_UNKNOWN;
}

/* The value of a return, or NULL. */
static const struct expr *value_of(struct reading *reading, const struct step *step)
{
	const struct outline *outline = &reading->walk.source->outline;
	size_t first = token_next(&outline->tokens, step->first);

	return first < step->last - 1 ? expr_read(outline, first, step->last - 1, &reading->walk.arena) : NULL;
}

static bool leaves(const struct graph *graph, const struct block *block)
{
	for (size_t e = 0; e < block->n_edges; e++)
		if (block->edges[e].to == graph->exit)
			return true;
	return false;
}

static void find_ends(struct reading *reading)
{
	struct walk *walk = &reading->walk;
	struct walker walker = held_walker(walk);
	struct way entry = held_entry(walk);
	struct walked walked;

	ways_walk(&walk->graph, &walker, &entry, &walked);
	for (size_t b = 0; b < walk->graph.n; b++) {
		const struct block *block = &walk->graph.blocks[b];
		const struct step *last = block->n_steps ? &block->steps[block->n_steps - 1] : NULL;

		if (!walked.solution.reached[b] || !leaves(&walk->graph, block))
			continue;
		reading->end = last && last->statement->kind == STATEMENT_RETURN ? last : NULL;
		reading->returned = reading->end ? value_of(reading, last) : NULL;
		end_at(reading, &walker, &walked,
		       (struct point){ b, reading->end ? block->n_steps - 1 : block->n_steps });
	}
	walked_free(&walked);
}

/* What the function does, by what it returns; false: now this, now that. */
static bool judge_ends(const struct reading *reading, struct lock_helper *helper)
{
	static const struct {
		unsigned net;
		enum lock_effect effect;
	} rows[] = {
		{ NET_TAKES, LOCK_EFFECT_TAKE }, { NET_DROPS, LOCK_EFFECT_DROP },
		{ NET_HOLDS, LOCK_EFFECT_HOLD }, { NET_FREES, LOCK_EFFECT_FREE },
	};
	const unsigned without = NET_NOTHING | NET_FREES;
	unsigned all = reading->if_zero | reading->if_other;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		helper->effect = rows[i].effect;
		if (all == rows[i].net)
			return true;
	}
	helper->effect = LOCK_EFFECT_TAKE;
	helper->answer = reading->if_zero == NET_TAKES ? LOCK_IF_ZERO : LOCK_IF_TRUE;
	all &= ~(unsigned)NET_TAKES;
	return all && !(all & ~without) &&
	       (reading->if_zero == NET_TAKES || reading->if_other == NET_TAKES) &&
	       !(reading->if_zero & reading->if_other & NET_TAKES);
}

/* --- which lock it is --- */

static bool is_operation(const struct lock_event *event)
{
	return event->effect == LOCK_EFFECT_TAKE || event->effect == LOCK_EFFECT_DROP ||
	       event->effect == LOCK_EFFECT_HOLD;
}

/* The mm whose lock alone the function takes or drops, or NULL. */
static const char *find_mm(struct source *source, const struct function *function)
{
	bool is_small = function->end - function->body <= MAX_NESTING_TOKENS;
	const char *mm = NULL;

	if (!is_small && !lock_is_touched(source, function->body, function->end))
		return NULL;
	for (size_t i = function->body; i < function->end; i++) {
		struct lock_event event = { .effect = LOCK_EFFECT_NONE };

		if (is_small || lock_is_operation(source, i) || lock_is_guard(&source->outline, i))
			event = lock_event_at(source, i);
		if (is_operation(&event) && mm && strcmp(mm, event.mm))
			return NULL;
		if (is_operation(&event))
			mm = event.mm;
	}
	return mm;
}

/* The parameter by which "work->mm" begins, if the function leaves it as it is. False: it is none. */
static bool find_parameter(struct source *source, const struct function *function, const char *mm,
			   struct lock_helper *helper)
{
	const struct token_list *tokens = &source->outline.tokens;
	char *name = arena_printf(&source->arena, "%s", mm);

	helper->parameter = -1;
	helper->member = strstr(mm, "->");
	if (!strcmp(mm, "current->mm"))
		return true;
	if (helper->member)
		name[helper->member - mm] = '\0';
	else
		helper->member = "";
	for (size_t i = function->body; i < function->end; i++) {
		if (!token_is(tokens, i, name) || !is_object_at(tokens, i))
			continue;
		if (is_assignment(tokens, token_next(tokens, i)))
			return false;
		helper->parameter = local_find(source, i).parameter;
	}
	return helper->parameter >= 0;
}

static bool read_helper(struct source *source, const struct function *function, struct helper_memo *memo)
{
	struct reading reading = {
		.walk = { .source = source, .function = function, .call = NO_TOKEN },
	};
	struct lock_helper *helper = &memo->helper;
	struct walk *walk = &reading.walk;
	bool is_helper = false;

	if (function->end - function->body > MAX_WALK_TOKENS)
		return false;
	walk->mm = find_mm(source, function);
	if (!walk->mm || !find_parameter(source, function, walk->mm, helper) ||
	    source_variants(source, function)->n != 1)
		return false;
	walk->graph = graphs_of(source, function)[0];
	if (walk->graph.n > MAX_WALK_BLOCKS)
		return false;
	held_find_events(walk);
	walk->conditions = conditions_of(source, &walk->graph);
	if (!walk->answers.has_result) {
		walk->answers.source = source;
		walk->answers.has_result = relations_read(&walk->answers.relations, source, function, NULL,
							  &walk->arena);
	}
	if (walk->answers.has_result) {
		find_ends(&reading);
		is_helper = judge_ends(&reading, helper);
		helper->is_supposed = reading.is_supposed;
		memo->nets = reading.if_zero | reading.if_other;
	}
	held_close(walk);
	return is_helper;
}

/* How many helpers of the source are being read, one for the other. */
static unsigned *depth_of(struct source *source)
{
	static const struct slot_kind kind = { .size = sizeof(unsigned) };

	return source_slot(source, &kind);
}

static struct helper_memo *memo_of(struct source *source, const struct function *function)
{
	static const struct slot_kind kind = {
		.size = sizeof(struct helper_memo), .hangs_on_others = true,
	};

	return function_slot(source, function, &kind);
}

const struct lock_helper *lock_helper_of(struct source *source, const struct function *function)
{
	struct helper_memo *memo = memo_of(source, function);
	unsigned *depth = depth_of(source);

	if (!memo->is_read && *depth < MAX_DEPTH) {
		memo->is_read = memo->is_open = true;
		++*depth;
		memo->is_helper = read_helper(source, function, memo) && !memo->is_circular;
		--*depth;
		memo->is_open = false;
	} else if (memo->is_open) {
		memo->is_circular = true;
	}
	return memo->is_helper ? &memo->helper : NULL;
}

bool lock_helper_is_uneven(struct source *source, const struct function *function)
{
	lock_helper_of(source, function);
	return memo_of(source, function)->nets & (NET_TAKES | NET_DROPS);
}

/* --- a call of it --- */

static const struct lock_helper *helper_called(struct source *source, size_t i)
{
	const struct function *function = callee_in_file(source, i);
	const struct lock_helper *helper;
	struct across_place place;
	unsigned *there, depth;

	if (function)
		return callee_is_one_of_several(source, i) ? NULL : lock_helper_of(source, function);
	if (callee_is_own(source, i) || !across_callee(source, i, &place))
		return NULL;
	there = depth_of(place.source);
	depth = *there;
	*there = *depth_of(source);
	helper = lock_helper_of(place.source, place.function);
	*there = depth;
	return helper;
}

/* The mm as the caller calls it, in the source's arena; NULL: nobody can tell. */
static const char *mm_of_call(struct source *source, const struct call *call, const struct lock_helper *helper)
{
	const struct expr *argument;
	bool is_address;

	if (helper->parameter < 0)
		return "current->mm";
	if ((size_t)helper->parameter >= call->n)
		return NULL;
	argument = expr_bare(call->arguments[helper->parameter]);
	if (!*helper->member)
		return lock_mm(source, argument);
	is_address = argument->kind == EXPR_UNARY && expr_op_is(&source->outline, argument, "&");
	if (is_address)
		argument = expr_bare(argument->left);
	if (argument->kind != EXPR_IDENTIFIER && argument->kind != EXPR_MEMBER)
		return NULL;
	return arena_printf(&source->arena, "%s%s%s",
			    code_of_expr(&source->outline, argument, &source->arena),
			    is_address ? "." : "->", helper->member + 2);
}

bool lock_helper_event(struct source *source, size_t i, struct lock_event *event)
{
	const struct lock_helper *helper = helper_called(source, i);
	struct call call;

	if (!helper || source_call(source, i, &call))
		return false;
	event->mm = mm_of_call(source, &call, helper);
	event->effect = event->mm ? helper->effect : LOCK_EFFECT_UNKNOWN;
	event->answer = helper->answer;
	event->is_supposed = helper->is_supposed;
	return true;
}
