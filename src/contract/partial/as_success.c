// SPDX-License-Identifier: GPL-2.0-only
#include "contract/partial/as_success.h"

#include "c/flow/graphs.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "contract/partial/page_loop.h"
#include "contract/partial/partial_private.h"
#include "contract/path/code.h"
#include "contract/path/limits.h"

#include <string.h>

/* As contract/path/ways.h wants it: without padding. */
struct tested_way {
	struct memo memo;
	struct relation relation;
	uint32_t is_refilled;		/* what the page is now, something else may have made it */
	const struct expr *branch;	/* the last condition that narrowed the result */
	size_t is_true;
};

struct success {
	struct source *source;
	const struct function *function;
	struct relations relations;
	struct page_array array;
	bool returns_truth;
	bool is_one;			/* what is filled is a page of the function's own, and nothing but the call
					   fills it */
	bool is_judging;
	bool is_seen;			/* something else is told the result: it may look for the errno */
	bool is_stored;			/* so may who finds it in a member */
	unsigned for_zero;		/* what is returned when none came */
	struct as_success used, returned;
};

/* --- ways --- */

static bool is_known(const struct relation *relation)
{
	return relation->result && !(relation->result & RELATION_UNKNOWN);
}

/* An errno and a number of pages go the same way. */
static bool is_mixed(const struct relation *relation)
{
	return is_known(relation) && relation->result & RELATION_NEGATIVE &&
	       relation->result & RELATION_POSITIVE && !relation_is_doubted(relation, relation->result);
}

/* And 0 went another. */
static bool is_told_from_zero(const struct relation *relation)
{
	return is_mixed(relation) && !(relation->result & RELATION_ZERO);
}

static void note(struct as_success *found, const struct tested_way *way, size_t token, bool is_used)
{
	if (!(way->memo.marks & MEMO_DOUBTED) && (found->token == NO_TOKEN || token < found->token))
		*found = (struct as_success){
			.token = token, .is_used = is_used, .branch = way->branch, .is_true = way->is_true,
		};
}

/* --- the page --- */

/* A local page, and no other statement than the call gives it a value, or asks whether it is one. */
static bool is_filled_here(const struct success *success)
{
	const struct outline *outline = &success->source->outline;
	const struct token_list *tokens = &outline->tokens;
	struct local local = local_find(success->source, success->array.name);

	if (!local.found || local.parameter >= 0 || local.is_static ||
	    token_is(tokens, token_previous(tokens, success->array.name), "[") ||
	    !token_is(tokens, token_previous(tokens, success->array.name), "&"))
		return false;
	for (size_t i = local.declaration; i < success->function->end; i++)
		if (page_array_at(&success->array, i) && (is_set_at(tokens, i) || is_truth_asked(tokens, i, i)))
			return false;
	return true;
}

/* The page at token i is needed: not its address, nor its size. */
static bool is_used_at(const struct success *success, size_t i)
{
	const struct token_list *tokens = &success->source->outline.tokens;
	size_t before = token_previous(tokens, i);

	return page_array_at(&success->array, i) && !token_is(tokens, before, "&") &&
	       page_array_is_named(&success->array, i, i + 1);
}

static void look_at_page(struct success *success, struct tested_way *way, const struct step *step)
{
	const struct token_list *tokens = &success->source->outline.tokens;

	for (size_t i = step->first; i < step->last; i++) {
		if (!page_array_at(&success->array, i))
			continue;
		if (token_is(tokens, token_previous(tokens, i), "&"))
			way->is_refilled = true;
		else if (success->is_judging && !way->is_refilled && is_told_from_zero(&way->relation) &&
			 is_used_at(success, i))
			note(&success->used, way, i, true);
	}
}

/* --- the result --- */

static void look_at_result(struct success *success, const struct relation *before, const struct step *step)
{
	const struct variables *variables = &success->relations.variables;

	if (!is_known(before) || !(before->result & RELATION_NEGATIVE))
		return;
	for (size_t i = step->first; i < step->last; i++) {
		if (!partial_is_result_at(&success->relations, before, i))
			continue;
		success->is_stored |= variables->items[variable_at(variables, i)].is_member;
		success->is_seen |= !partial_is_loop_head(step) &&
				    !partial_is_tested_only(&success->relations, &success->array, step, i);
	}
}

/* `!!x` is as true as x. */
static const struct expr *bare_truth(const struct outline *outline, const struct expr *expr)
{
	for (;;) {
		const struct expr *inner;

		expr = expr_uncast(expr);
		if (expr->kind != EXPR_UNARY || !expr_op_is(outline, expr, "!"))
			return expr;
		inner = expr_uncast(expr->left);
		if (inner->kind != EXPR_UNARY || !expr_op_is(outline, inner, "!"))
			return expr;
		expr = inner->left;
	}
}

/* What is returned for the result as the way has it, a choice that hangs on it already made. */
static void judge_value(struct success *success, const struct tested_way *way, const struct step *step,
			const struct expr *expr)
{
	unsigned good = success->returns_truth ? RELATION_POSITIVE : RELATION_ZERO;
	bool is_result = false;
	unsigned value;

	expr = success->returns_truth ? bare_truth(&success->source->outline, expr) : expr;
	value = relation_of(&success->relations, &way->relation, expr, &is_result);
	if (way->relation.result == RELATION_ZERO)
		success->for_zero |= value;
	if (success->returns_truth && is_result && is_mixed(&way->relation)) {
		success->for_zero |= RELATION_ZERO;
		note(&success->returned, way, step->first, false);
	} else if (is_told_from_zero(&way->relation) && value && !(value & ~good)) {
		note(&success->returned, way, step->first, false);
	}
}

static void judge_return(struct success *success, const struct tested_way *way, const struct step *step,
			 const struct expr *expr)
{
	struct tested_way other = *way;

	expr = expr_bare(expr);
	if (!is_known(&way->relation))
		return;
	if (expr->kind != EXPR_TERNARY || !expr->left) {
		judge_value(success, way, step, expr);
		return;
	}
	if (relation_test(&success->relations, &other.relation, expr->condition, true))
		judge_return(success, &other, step, expr->left);
	other = *way;
	if (relation_test(&success->relations, &other.relation, expr->condition, false))
		judge_return(success, &other, step, expr->right);
}

static void leave_function(struct success *success, const struct tested_way *way, const struct step *step)
{
	const struct outline *outline = &success->source->outline;
	size_t first = token_next(&outline->tokens, step->first), last = step->last;

	if (token_is(&outline->tokens, last - 1, ";"))
		last--;
	if (first < last)
		judge_return(success, way, step, expr_read(outline, first, last, success->relations.arena));
}

/* --- the walk --- */

static void pass_step(void *state, const struct step *step, void *data)
{
	struct success *success = data;
	struct tested_way *way = state;
	const struct relation before = way->relation;

	relation_step(&success->relations, step, &way->relation);
	if (step->first <= success->relations.call.name && success->relations.call.name < step->last) {
		way->is_refilled = false;
		way->branch = NULL;
		way->is_true = false;
	} else {
		look_at_page(success, way, step);
		if (success->is_judging)
			look_at_result(success, &before, step);
	}
	if (success->is_judging && step->statement->kind == STATEMENT_RETURN)
		leave_function(success, way, step);
}

static bool pass_edge(void *state, const struct edge *edge, const struct step *last, void *data)
{
	struct success *success = data;
	struct tested_way *way = state;
	unsigned was = way->relation.result;

	if (!relation_edge(&success->relations, edge, last, &way->relation))
		return false;
	if (way->relation.result != was && last && last->condition) {
		way->branch = last->condition;
		way->is_true = edge->kind == EDGE_TRUE;
	}
	return true;
}

static bool walk_graph(struct success *success, const struct graph *graph)
{
	struct walker walker = {
		.size = sizeof(struct tested_way), .conditions = conditions_of(success->source, graph),
		.step = pass_step, .edge = pass_edge, .data = success,
	};
	struct walked walked;
	struct tested_way entry;
	bool is_complete;

	memset(&entry, 0, sizeof(entry));
	entry.relation = relation_begin(&success->relations);
	ways_walk(graph, &walker, &entry, &walked);
	success->is_judging = true;
	is_complete = ways_pass(graph, &walker, &walked);
	walked_free(&walked);
	return is_complete;
}

/* --- all of it --- */

static bool begin(struct success *success, const struct acquire *acquire, struct arena *arena)
{
	const struct token_list *tokens = &success->source->outline.tokens;
	const struct function *function = success->function;

	if (!function || acquire->call.name <= function->body || tokens->items[acquire->call.name].directive ||
	    acquire->wrapper ||
	    (acquire->answer != ANSWER_COUNT && acquire->answer != ANSWER_BYTES) ||
	    limits_why(success->source, function) || source_variants(success->source, function)->n != 1 ||
	    !page_array_read(&success->array, success->source, function, acquire, arena) ||
	    !relations_of_acquire(&success->relations, success->source, function, acquire, arena))
		return false;
	success->returns_truth = is_bool_word(tokens, token_previous(tokens, function->name_token));
	return success->relations.first & RELATION_NEGATIVE;
}

/* Does some element, or the page, tell whether it came? */
static bool is_page_tested(const struct success *success)
{
	const struct outline *outline = &success->source->outline;

	for (size_t i = success->function->body; i < success->function->end; i++) {
		size_t last = i, open = token_next(&outline->tokens, i);

		if (!page_array_at(&success->array, i))
			continue;
		if (token_is(&outline->tokens, open, "["))
			last = outline_closing(outline, open);
		if (is_truth_asked(&outline->tokens, code_object(outline, i), last))
			return true;
	}
	return false;
}

static struct as_success choose(const struct success *success)
{
	unsigned bad = success->returns_truth ? RELATION_ZERO : RELATION_NEGATIVE;

	if (success->is_one && success->used.token != NO_TOKEN)
		return success->used;
	if (success->for_zero == bad && !success->is_stored && !is_page_tested(success))
		return success->returned;
	return (struct as_success){ .token = NO_TOKEN };
}

void as_success_read(struct as_success *found, struct source *source, const struct acquire *acquire,
		     struct arena *arena)
{
	struct success success = {
		.source = source, .function = outline_function_at(&source->outline, acquire->call.name),
		.used = { .token = NO_TOKEN }, .returned = { .token = NO_TOKEN },
	};

	*found = (struct as_success){ .token = NO_TOKEN };
	if (!begin(&success, acquire, arena))
		return;
	success.is_one = is_filled_here(&success);
	if (walk_graph(&success, &graphs_of(source, success.function)[0]) && !success.is_seen)
		*found = choose(&success);
}
