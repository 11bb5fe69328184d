// SPDX-License-Identifier: GPL-2.0-only
#include "path/partial.h"

#include "base/arena.h"
#include "base/mem.h"
#include "path/page_array.h"
#include "path/relation.h"
#include "path/ways.h"
#include "syntax/words.h"
#include "value/integer.h"

#include <stdlib.h>
#include <string.h>

/* A function of more blocks, or tokens, is a machine's, or a table. */
#define MAX_BLOCKS 1000
#define MAX_TOKENS 8000
/* More branches on the result than this in one function are not told apart. */
#define MAX_BRANCHES 16

/* Why the pages that came need not be released any more. */
enum {
	LEFT_RELEASED = 1 << 0,		/* perhaps not all */
	LEFT_ESCAPED = 1 << 1,		/* somebody else may do it */
};

/* As path/ways.h wants it: without padding. */
struct way {
	struct memo memo;
	struct relation relation;
	uint32_t left;			/* bits of the enum below */
	const struct expr *branch;	/* the last condition that narrowed the result */
	size_t is_true;
};

/* One of the two ways behind a condition. */
struct branch_taken {
	const struct expr *condition;
	bool is_true;
};

struct walk {
	struct source *source;
	struct relations relations;
	struct conditions conditions;
	struct page_array array;
	const struct function *function;
	const struct graph *graph;
	struct partials *partials;
	bool is_judging;		/* the ways are known; now they are looked at */
	bool is_only_tested;		/* nothing but conditions and returns sees the result */
	bool returns_zero, returns_count;	/* what it returns when all came */
	struct { struct branch_taken items[MAX_BRANCHES]; size_t n; } kept;	/* behind these, something
					   releases the pages, on some way */
};

/* --- what is told --- */

static void tell(struct walk *walk, enum partial_kind kind, size_t token, const struct way *way,
		 bool is_certain)
{
	struct partial *partial = &walk->partials->items[kind];

	if (!walk->is_judging || (partial->token != NO_TOKEN && partial->token <= token))
		return;
	*partial = (struct partial){
		.token = token, .branch = way->branch, .is_true = way->is_true, .is_certain = is_certain,
	};
}

static bool is_known(const struct way *way)
{
	return way->relation.result && !(way->relation.result & RELATION_UNKNOWN);
}

/* Fewer may have come, and the text looked at the result, but did not find out. */
static bool may_be_short(const struct walk *walk, const struct way *way)
{
	return is_known(way) && way->relation.result & RELATION_SHORT &&
	       way->relation.result != walk->relations.first;
}

/* Fewer came, or none. */
static bool is_short(const struct way *way)
{
	return is_known(way) && !(way->relation.result & RELATION_FULL);
}

static bool is_kept(const struct walk *walk, const struct expr *branch, bool is_true)
{
	for (size_t i = 0; i < walk->kept.n; i++)
		if (walk->kept.items[i].condition == branch && walk->kept.items[i].is_true == is_true)
			return true;
	return walk->kept.n == MAX_BRANCHES;
}

/* What leaves the pages behind on this way is no loss. */
static void leave(struct walk *walk, struct way *way, uint32_t why)
{
	way->left |= why;
	if (walk->is_judging && way->branch && walk->kept.n < MAX_BRANCHES &&
	    !is_kept(walk, way->branch, way->is_true))
		walk->kept.items[walk->kept.n++] =
			(struct branch_taken){ .condition = way->branch, .is_true = way->is_true };
}

/* --- steps --- */

static void release(struct walk *walk, const struct way *way, const struct array_use *use)
{
	bool is_result;
	unsigned count = relation_of(&walk->relations, &way->relation, use->count, &is_result);

	if (way->left)
		return;
	/* If the variable is unsigned, that is what is wrong, and signed-compare says it. */
	if (is_result && is_known(way) && count & RELATION_NEGATIVE && use->is_unsigned &&
	    !integer_of(walk->source, use->count).is_unsigned)
		tell(walk, PARTIAL_NEGATIVE, use->token, way, true);
	if (walk->array.is_whole && relation_is_count(&walk->relations, &way->relation, use->count) &&
	    (may_be_short(walk, way) || is_short(way)))
		tell(walk, PARTIAL_RELEASED, use->token, way, true);
}

static void meet(struct walk *walk, struct way *way, const struct array_use *use)
{
	bool is_all = !way->left && walk->array.is_whole && use->count && may_be_short(walk, way) &&
		      relation_is_count(&walk->relations, &way->relation, use->count);

	switch (use->event) {
	case ARRAY_RELEASED:
		release(walk, way, use);
		leave(walk, way, LEFT_RELEASED);
		break;
	case ARRAY_ALL_USED:
		if (is_all)
			tell(walk, PARTIAL_USED, use->token, way, true);
		leave(walk, way, LEFT_ESCAPED);
		break;
	case ARRAY_HANDED_OVER:
		if (is_all && walk->is_only_tested)
			tell(walk, PARTIAL_USED, use->token, way, false);
		leave(walk, way, LEFT_ESCAPED);
		break;
	case ARRAY_FREED:
		if (may_be_short(walk, way) && is_short(way) && !way->left && walk->array.is_whole)
			tell(walk, PARTIAL_LOST, use->token, way, true);
		way->left |= LEFT_RELEASED;
		break;
	case ARRAY_DROPPED:
		leave(walk, way, LEFT_RELEASED);
		break;
	case ARRAY_CHANGED:
		if (!way->relation.result)
			break;
		/* fallthrough */
	case ARRAY_ESCAPED:
		leave(walk, way, LEFT_ESCAPED);
		break;
	}
}

/* A loop may release pages or hand them over, whether or not its body runs on this way. */
static void pass_loop(struct walk *walk, struct way *way, const struct statement *loop)
{
	if (page_array_has(&walk->array, loop, ARRAY_DROPPED) ||
	    page_array_has(&walk->array, loop, ARRAY_RELEASED))
		leave(walk, way, LEFT_RELEASED);
	if (page_array_has(&walk->array, loop, ARRAY_ESCAPED) ||
	    page_array_has(&walk->array, loop, ARRAY_HANDED_OVER))
		leave(walk, way, LEFT_ESCAPED);
}

/* The head of a loop: whether its body runs for all pages. */
static void enter_loop(struct walk *walk, struct way *way, const struct step *step)
{
	const struct statement *loop = step->statement;
	const struct expr *limit;

	if (step->condition && !way->left && walk->array.is_whole && may_be_short(walk, way) &&
	    page_array_loop(&walk->array, loop, step->condition, &limit) &&
	    relation_is_count(&walk->relations, &way->relation, limit))
		tell(walk, page_array_has(&walk->array, loop, ARRAY_DROPPED) ? PARTIAL_RELEASED :
		     PARTIAL_USED, step->first, way, true);
	pass_loop(walk, way, loop);
}

/* What a function returns tells what its numbers mean. */
static void note_convention(struct walk *walk, const struct way *way, unsigned value, bool is_result)
{
	if (!walk->is_judging || !is_known(way) || !(way->relation.result & RELATION_FULL))
		return;
	if (is_result || (value & RELATION_POSITIVE && !(value & RELATION_NEGATIVE)))
		walk->returns_count = true;
	else if (value == RELATION_ZERO)
		walk->returns_zero = true;
}

static void leave_function(struct walk *walk, const struct way *way, const struct step *step)
{
	const struct outline *outline = &walk->source->outline;
	size_t first = token_next(&outline->tokens, step->first), last = step->last;
	bool is_result = false;
	unsigned value = RELATION_ANY;

	if (token_is(&outline->tokens, last - 1, ";"))
		last--;
	if (first < last)
		value = relation_of(&walk->relations, &way->relation,
				    expr_read(outline, first, last, walk->relations.arena), &is_result);
	note_convention(walk, way, value, is_result);
	if (!may_be_short(walk, way))
		return;
	if (is_short(way) && (value & RELATION_POSITIVE) == RELATION_SHORT)
		tell(walk, PARTIAL_RETURNED, step->first, way, true);
	if (is_short(way) && !way->left && walk->array.is_own && walk->array.is_whole)
		tell(walk, PARTIAL_LOST, step->first, way, true);
	if (!is_short(way) && value == RELATION_ZERO && walk->is_only_tested && !walk->array.is_own &&
	    !(way->left & LEFT_RELEASED))
		tell(walk, PARTIAL_SUCCESS, step->first, way, false);
}

/* The step that decides whether a body runs once more. */
static bool is_loop_head(const struct step *step)
{
	return (step->statement->kind == STATEMENT_FOR && step->condition) ||
	       step->statement->kind == STATEMENT_WHILE || step->statement->kind == STATEMENT_MACRO;
}

static void pass_step(void *state, const struct step *step, void *data)
{
	struct walk *walk = data;
	struct way *way = state;

	relation_step(&walk->relations, step, &way->relation);
	if (step->first <= walk->relations.call.name && walk->relations.call.name < step->last) {
		way->left &= ~(uint32_t)LEFT_RELEASED;
		way->branch = NULL;
		return;
	}
	for (size_t i = 0; i < walk->array.n_uses; i++)
		if (walk->array.uses[i].token >= step->first && walk->array.uses[i].token < step->last)
			meet(walk, way, &walk->array.uses[i]);
	if (is_loop_head(step))
		enter_loop(walk, way, step);
	else if (step->statement->kind == STATEMENT_RETURN)
		leave_function(walk, way, step);
}

static bool pass_edge(void *state, const struct edge *edge, const struct step *last, void *data)
{
	struct walk *walk = data;
	struct way *way = state;
	unsigned was = way->relation.result;

	if (!relation_edge(&walk->relations, edge, last, &way->relation))
		return false;
	if (way->relation.result != was && last && last->condition) {
		way->branch = last->condition;
		way->is_true = edge->kind == EDGE_TRUE;
	}
	return true;
}

/* --- whether anything else sees the result --- */

/* printk() and its kin. */
static bool is_log(const struct token_list *tokens, size_t i)
{
	static const char *const names[] = { "pr_", "dev_", "printk", "DRM_", "drm_", "trace_", "netdev_" };

	for (size_t n = 0; n < ARRAY_SIZE(names); n++)
		if (token_begins_with(tokens, i, names[n]))
			return true;
	return false;
}

static bool is_log_argument(const struct outline *outline, size_t i)
{
	size_t open = outline_enclosing_parenthesis(outline, i);

	return open != NO_TOKEN && is_log(&outline->tokens, token_previous(&outline->tokens, open));
}

/* The variable at token i: nothing but a condition, a return or a copy looks at it there. */
static bool is_tested_only(const struct walk *walk, size_t i)
{
	const struct outline *outline = &walk->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), before = token_previous(tokens, i), block, index;
	const struct step *step;

	if (token_is(tokens, next, "=") || is_log_argument(outline, i) ||
	    !graph_find(walk->graph, i, &block, &index))
		return true;
	step = &walk->graph->blocks[block].steps[index];
	if (step->condition)
		return step->statement->kind == STATEMENT_IF;
	return step->statement->kind == STATEMENT_RETURN ||
	       step->statement->kind == STATEMENT_DECLARATION ||
	       (token_is(tokens, before, "=") && token_is(tokens, next, ";"));
}

static bool read_only_tested(const struct walk *walk)
{
	for (size_t i = walk->function->body + 1; i < walk->function->end; i++)
		if (variable_at(&walk->relations.variables, i) != NO_VARIABLE &&
		    walk->relations.variables.items[variable_at(&walk->relations.variables, i)].is_member)
			return false;
		else if (variable_at(&walk->relations.variables, i) != NO_VARIABLE &&
			 !is_tested_only(walk, i))
			return false;
	return true;
}

/* --- one function --- */

static void pass_by(void *way, void *data)
{
	(void)way;
	(void)data;
}

static void forget(struct partials *partials, enum partial_kind kind)
{
	partials->items[kind].token = NO_TOKEN;
}

static void forget_all(struct partials *partials)
{
	for (unsigned kind = 0; kind < PARTIAL_KINDS; kind++)
		forget(partials, kind);
}

/* What was seen on some ways, others put right. */
static void weigh(struct walk *walk)
{
	struct partials *partials = walk->partials;

	if (is_kept(walk, partials->items[PARTIAL_LOST].branch, partials->items[PARTIAL_LOST].is_true))
		forget(partials, PARTIAL_LOST);
	if (!walk->returns_zero || walk->returns_count)
		forget(partials, PARTIAL_RETURNED);
	if (walk->returns_count || partials->items[PARTIAL_USED].token != NO_TOKEN)
		forget(partials, PARTIAL_SUCCESS);
}

static void judge(struct walk *walk, const struct walker *walker, const struct solution *solution)
{
	walk->is_judging = true;
	walk->is_only_tested = read_only_tested(walk);
	for (size_t b = 0; b < walk->graph->n; b++) {
		if (solution->reached[b] &&
		    !ways_visit(walk->graph, walker, solution, b, walk->graph->blocks[b].n_steps,
				pass_by, NULL)) {
			forget_all(walk->partials);
			return;
		}
	}
	weigh(walk);
}

static void walk_graph(struct walk *walk)
{
	struct walker walker = {
		.size = sizeof(struct way), .conditions = &walk->conditions, .step = pass_step,
		.edge = pass_edge, .data = walk,
	};
	struct solution solution;
	struct way entry;

	memset(&entry, 0, sizeof(entry));
	entry.relation = relation_begin(&walk->relations);
	conditions_read(&walk->conditions, walk->source, walk->graph);
	ways_walk(walk->graph, &walker, &entry, &solution);
	judge(walk, &walker, &solution);
	solution_free(&solution);
}

void partials_read(struct partials *partials, struct source *source, const struct acquire *acquire,
		   struct arena *arena)
{
	struct walk walk = {
		.source = source, .partials = partials,
		.function = outline_function_at(&source->outline, acquire->call.name),
	};
	const struct variants *variants;
	struct graph graph;

	forget_all(partials);
	if (!walk.function || acquire->call.name <= walk.function->body || acquire->is_one ||
	    acquire->answer != ANSWER_COUNT || !acquire->count ||
	    walk.function->end - walk.function->body > MAX_TOKENS)
		return;
	variants = source_variants(source, walk.function);
	if (variants->n != 1 ||
	    !page_array_read(&walk.array, source, walk.function, acquire, arena) ||
	    !relations_of_acquire(&walk.relations, source, walk.function, acquire, arena) ||
	    !(walk.relations.first & RELATION_SHORT))
		return;
	graph_make(&source->outline, &variants->items[0], arena, &graph);
	walk.graph = &graph;
	if (graph.n <= MAX_BLOCKS)
		walk_graph(&walk);
}
