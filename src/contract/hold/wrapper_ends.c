// SPDX-License-Identifier: GPL-2.0-only
/* How the ways behind a call end: what is returned, and who has the pages then. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/hold/relation.h"
#include "contract/hold/relation_private.h"
#include "contract/hold/wrapper_private.h"
#include "contract/path/ways.h"

struct way {
	struct memo memo;
	struct relation relation;
	uint32_t is_gone;		/* the pages were released, or somebody else has them */
};

struct reading {
	const struct wrapper_call *call;
	struct relations relations;
	struct walker walker;
	struct walked walked;
	const struct step *end;		/* a return */
	const struct expr *returned;
	struct wrapper_ends ends;
	struct arena *arena;
};

static unsigned bits_with_pages(const struct reading *reading)
{
	return reading->call->acquire->answer == ANSWER_ALL ? RELATION_ZERO : RELATION_POSITIVE;
}

/* `ret < 0 ? ret : 0`, `ret == n ? 0 : -EFAULT`: both sides fit the result. */
static bool translates(const struct reading *reading, const struct relation *relation)
{
	const struct expr *expr = expr_bare(reading->returned);

	return expr->kind == EXPR_TERNARY &&
	       relation_is_in(&reading->relations, relation, expr->condition->first,
			      expr->condition->last);
}

/* The array itself is returned. */
static bool is_array(const struct reading *reading)
{
	const struct expr *expr = expr_bare(reading->returned);

	return reading->call->returns_array && expr->kind == EXPR_IDENTIFIER &&
	       same_token_text(&reading->call->source->outline.tokens, expr->op, reading->call->target);
}

/* The pages are the caller's now. */
static void end_with(struct reading *reading, const struct relation *relation, unsigned value,
		     bool is_result)
{
	bool all_came = !(relation->result & ~bits_with_pages(reading));

	if (is_result) {
		reading->ends.passes = true;
		reading->ends.passes_short |= relation->result & (RELATION_SHORT | RELATION_UNKNOWN);
	} else if ((value == RELATION_ZERO && all_came) ||
		   (translates(reading, relation) && !(value & RELATION_POSITIVE))) {
		reading->ends.says_all = true;
	} else if (value & RELATION_ZERO) {
		reading->ends.is_no_success = true;
	}
	if (!is_result)
		reading->ends.is_no_count |= value != RELATION_NEGATIVE;
}

/* There are none. What is returned, if it is not the result itself, says that something failed, or should. */
static void end_without(struct reading *reading, unsigned value, bool is_result)
{
	if (is_result && reading->call->returns_array)
		reading->ends.is_bad = true;
	if (is_result)
		return;
	reading->ends.is_no_count |= value & RELATION_POSITIVE;
	reading->ends.is_no_success |= value & RELATION_ZERO;
}

static void end_way(void *state, void *data)
{
	struct reading *reading = data;
	struct way *way = state;
	bool is_result = false;
	unsigned value;

	relation_step(&reading->relations, reading->end, &way->relation);
	value = relation_of(&reading->relations, &way->relation, reading->returned, &is_result);
	if (reading->call->returns_array)
		is_result = is_array(reading);
	if (way->is_gone || !way->relation.result || !(way->relation.result & bits_with_pages(reading)))
		reading->ends.fails |= is_result ? RELATION_ANY : value;
	if (!way->relation.result) {
		/* 0 says that nothing was asked for; a number may be what another call got. */
		if (!reading->call->has_others)
			end_without(reading, value & ~(unsigned)RELATION_ZERO, is_result);
	} else if (!(way->relation.result & bits_with_pages(reading))) {
		end_without(reading, value, is_result);
	} else if (way->is_gone) {
		end_without(reading, is_result ? RELATION_ANY : value, false);
	} else {
		end_with(reading, &way->relation, value, is_result);
	}
}

/* --- all ways of one call --- */

static bool loses(const struct reading *reading, const struct step *step)
{
	bool is_member = reading->call->acquire->pages && reading->call->acquire->pages->kind == EXPR_MEMBER;

	return (is_member ? wrapper_loses_member : wrapper_loses)(reading->call->source, reading->call->acquire,
								  reading->call->target, step->first,
								  step->last);
}

static void step_way(void *state, const struct step *step, void *data)
{
	const struct reading *reading = data;
	struct way *way = state;

	relation_step(&reading->relations, step, &way->relation);
	if (way->relation.result && loses(reading, step))
		way->is_gone = 1;
}

static bool edge_way(void *state, const struct edge *edge, const struct step *last, void *data)
{
	const struct reading *reading = data;

	return relation_edge(&reading->relations, edge, last, &((struct way *)state)->relation);
}

/* The return at token i. */
static void end_at(struct reading *reading, size_t i)
{
	const struct outline *outline = &reading->call->source->outline;
	struct point at;

	if (!graph_find(reading->call->graph, i, &at))
		return;
	reading->end = graph_step(reading->call->graph, at);
	if (reading->end->last < i + 3) {
		reading->ends.is_bad = true;
		return;
	}
	reading->returned = expr_read(outline, token_next(&outline->tokens, i),
				      reading->end->last - 1, reading->arena);
	if (reading->walked.solution.reached[at.block] &&
	    !ways_visit(reading->call->graph, &reading->walker, &reading->walked, at, end_way, reading))
		reading->ends.is_bad = true;
}

static void find_ends(struct reading *reading)
{
	const struct outline *outline = &reading->call->source->outline;
	struct way entry = {0};

	reading->ends.is_bad = !relations_of_acquire(&reading->relations, reading->call->source,
						     reading->call->function, reading->call->acquire,
						     reading->arena);
	if (reading->ends.is_bad)
		return;
	reading->walker = (struct walker){
		.size = sizeof(struct way),
		.conditions = conditions_of(reading->call->source, reading->call->graph),
		.step = step_way, .edge = edge_way, .data = reading,
	};
	entry.relation = relation_begin(&reading->relations);
	ways_walk(reading->call->graph, &reading->walker, &entry, &reading->walked);
	for (size_t i = reading->call->function->body; i < reading->call->function->end; i++)
		if (token_is(&outline->tokens, i, "return") && !outline->tokens.items[i].directive)
			end_at(reading, i);
	walked_free(&reading->walked);
}

struct wrapper_ends wrapper_ends_of(const struct wrapper_call *call, struct arena *arena)
{
	struct reading reading = { .call = call, .arena = arena };

	find_ends(&reading);
	return reading.ends;
}
