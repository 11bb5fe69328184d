// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/conditions.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/path/cases.h"
#include "contract/path/code.h"
#include "contract/path/condition_changes.h"
#include "contract/path/constants.h"
#include "contract/path/needed.h"

#include <string.h>

/* In a function with more of them than this none is followed. */
#define MAX_PLACES 200

static const char *text_of(struct source *source, const struct expr *expr)
{
	expr = expr_bare(expr);
	return code_of_expr(&source->outline, expr, &source->arena);
}

static bool is_none(const struct outline *outline, const struct expr *expr)
{
	expr = expr_bare(expr);
	return expr_op_is(outline, expr, "NULL") || expr_op_is(outline, expr, "0") ||
	       expr_op_is(outline, expr, "false");
}

/*
 * The plain form of a condition: `x` for x == NULL, x != 0; `a == b` for a != b, the lesser text
 * first. *negated tells whether the plain form is true when the condition is not.
 */
static struct condition plain_form(struct source *source, const struct expr *expr, bool *negated)
{
	const struct outline *outline = &source->outline;
	struct condition condition = {0};
	const char *left, *right;

	*negated = expr->kind == EXPR_BINARY && expr_op_is(outline, expr, "!=");
	if (expr->kind != EXPR_BINARY ||
	    !(*negated || expr_op_is(outline, expr, "=="))) {
		condition.text = text_of(source, expr);
		return condition;
	}
	if (is_none(outline, expr->right)) {
		*negated = !*negated;
		condition.text = text_of(source, expr->left);
		return condition;
	}
	left = text_of(source, expr->left);
	right = text_of(source, expr->right);
	condition.equal[0] = strcmp(left, right) < 0 ? left : right;
	condition.equal[1] = strcmp(left, right) < 0 ? right : left;
	condition.text = arena_printf(&source->arena, "%s==%s", condition.equal[0], condition.equal[1]);
	return condition;
}

static bool is_member_at(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i);

	return token_is(tokens, before, "->") || token_is(tokens, before, ".");
}

/* current and its mm stay what they are. */
static bool is_current(const struct token_list *tokens, size_t i)
{
	size_t arrow = token_previous(tokens, i);

	if (token_is(tokens, i, "current"))
		return true;
	return token_is(tokens, i, "mm") && token_is(tokens, arrow, "->") &&
	       token_is(tokens, token_previous(tokens, arrow), "current");
}

static bool has_name(const struct condition *condition, const char *text)
{
	for (size_t i = 0; i < condition->n_names; i++)
		if (!strcmp(condition->names[i].text, text))
			return true;
	return false;
}

/* What the condition hangs on; false: on more than can be followed. */
static bool read_names(struct source *source, const struct expr *expr, struct condition *condition)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = expr->first; i < expr->last; i++) {
		struct condition_name name = {0};

		if (token_is(tokens, i, "[") || is_increment(tokens, i) || is_assignment(tokens, i))
			return false;
		if (tokens->items[i].kind != TOKEN_IDENTIFIER || is_capitals(tokens, i) ||
		    is_current(tokens, i))
			continue;
		if (token_is(tokens, token_next(tokens, i), "("))
			return false;
		name.text = code_text(&source->outline, i, i + 1, &source->arena);
		name.is_shared = is_member_at(tokens, i);
		if (has_name(condition, name.text))
			continue;
		if (condition->n_names == ARRAY_SIZE(condition->names))
			return false;
		condition->names[condition->n_names++] = name;
	}
	return true;
}

static void add(struct conditions *conditions, const struct expr *expr)
{
	struct condition_place place = { .expr = expr };
	struct condition condition = plain_form(conditions->source, expr, &place.is_negated);

	if (read_names(conditions->source, expr, &condition))
		conditions_take(conditions, place, &condition);
}

/* `#ifdef X` and `#ifndef X` are one condition; nothing in a function changes it. */
static void add_arms(struct conditions *conditions, size_t arms)
{
	const struct outline *outline = &conditions->source->outline;
	const struct directive *directive =
		&outline->tokens.directives.items[outline->branches.items[arms].directive];
	size_t word = directive->first + 1;
	struct condition_place place = {
		.arms = arms, .is_negated = token_is(&outline->tokens, word, "ifndef"),
	};
	struct condition condition = {0};

	condition.text = arena_printf(&conditions->source->arena, "#%s %s",
				      token_is(&outline->tokens, word, "if") ? "if" : "ifdef",
				      code_text(outline, word + 1, directive->last,
						&conditions->source->arena));
	conditions_take(conditions, place, &condition);
}

/* An #if with an #else, or without anything, that begins behind the block. */
static void add_arms_of(struct conditions *conditions, const struct block *block)
{
	size_t n = 0, first = NO_TOKEN;

	for (size_t e = 0; e < block->n_edges; e++) {
		if (block->edges[e].kind != EDGE_ARM)
			continue;
		n++;
		if (block->edges[e].branch == block->edges[e].arms)
			first = block->edges[e].arms;
	}
	if (n == 2 && first != NO_TOKEN)
		add_arms(conditions, first);
}

/* At most so many: a block may end with an #if, or a switch. */
static size_t count_conditions(const struct graph *graph)
{
	size_t n = 0;

	for (size_t b = 0; b < graph->n; b++) {
		n += 1 + graph->blocks[b].n_edges;
		for (size_t s = 0; s < graph->blocks[b].n_steps; s++)
			n += graph->blocks[b].steps[s].condition != NULL;
	}
	return n;
}

/* Leaves the places out that tell nothing. */
static void keep_worthy(struct conditions *conditions)
{
	size_t n = 0;

	for (size_t i = 0; i < conditions->n_places; i++)
		if (condition_is_worth(&conditions->items[conditions->places[i].condition]))
			conditions->places[n++] = conditions->places[i];
	conditions->n_places = n > MAX_PLACES ? 0 : n;
}

/* --- at each step --- */

/* The place whose expression that is. */
static size_t place_of_expr(const struct conditions *conditions, const struct expr *expr)
{
	size_t i = 0;

	while (i < conditions->n_places && conditions->places[i].expr != expr)
		i++;
	return i;
}

/* What hangs on the step alone is found out once, and not on each way. */
static void read_step(struct conditions *conditions, const struct step *step)
{
	size_t place = step->condition ? place_of_expr(conditions, step->condition) :
					 conditions->n_places;

	condition_changes(conditions, step, &conditions->changed[step->number], &conditions->touched[step->number]);
	conditions->decided[step->number] = place < conditions->n_places ? (uint16_t)(place + 1) : 0;
}

static void read_steps(struct conditions *conditions, const struct graph *graph)
{
	struct arena *arena = &conditions->source->arena;

	conditions->changed = arena_alloc(arena, (graph->n_steps + 1) * sizeof(*conditions->changed));
	conditions->touched = arena_alloc(arena, (graph->n_steps + 1) * sizeof(*conditions->touched));
	conditions->decided = arena_alloc(arena, (graph->n_steps + 1) * sizeof(*conditions->decided));
	for (size_t b = 0; b < graph->n; b++)
		for (size_t s = 0; conditions->n_places && s < graph->blocks[b].n_steps; s++)
			read_step(conditions, &graph->blocks[b].steps[s]);
}

static struct conditions *read_conditions(struct source *source, const struct graph *graph)
{
	struct conditions *conditions = arena_alloc(&source->arena, sizeof(*conditions));

	conditions->source = source;
	conditions->places = arena_alloc(&source->arena, (count_conditions(graph) + 1) *
							  sizeof(*conditions->places));
	for (size_t b = 0; b < graph->n; b++) {
		const struct block *block = &graph->blocks[b];

		for (size_t i = 0; i < block->n_steps; i++)
			if (block->steps[i].condition)
				add(conditions, block->steps[i].condition);
		add_arms_of(conditions, block);
		cases_add(conditions, block);
	}
	constants_read(conditions, graph);
	keep_worthy(conditions);
	conditions_expose(conditions, graph);
	read_steps(conditions, graph);
	needed_read(conditions, graph);
	return conditions;
}

const struct conditions *conditions_of(struct source *source, const struct graph *graph)
{
	static const struct slot_kind kind = { .size = sizeof(struct conditions *) };
	struct conditions **conditions = variant_slot(source, graph->variant, &kind);

	if (!*conditions)
		*conditions = read_conditions(source, graph);
	return *conditions;
}

/* --- on a way --- */

void conditions_step(const struct conditions *conditions, const struct step *step, struct memo *memo)
{
	uint32_t set = conditions->set[step->number], touched = conditions->touched[step->number];
	uint32_t replaced = conditions->changed[step->number] | set;

	memo->was_known = (memo->was_known | (memo->known & touched)) & ~replaced;
	memo->known = (memo->known & ~touched & ~replaced) | set;
	memo->truth = (memo->truth & ~replaced) | conditions->set_true[step->number];
}

/* The condition that an edge decides, or NULL. */
static const struct condition_place *place_of(const struct conditions *conditions,
					      const struct edge *edge, const struct step *last)
{
	if (edge->kind == EDGE_TRUE || edge->kind == EDGE_FALSE)
		return last && conditions->decided[last->number] ?
		       &conditions->places[conditions->decided[last->number] - 1] : NULL;
	return conditions_place(conditions, edge);
}

static bool decide(const struct conditions *conditions, const struct edge *edge, const struct step *last,
		   struct memo *memo)
{
	const struct condition_place *place = place_of(conditions, edge, last);
	bool truth = edge->kind == EDGE_ARM ? edge->branch == edge->arms : edge->kind != EDGE_FALSE, is_other;
	uint32_t bit;

	if (!place)
		return true;
	truth ^= place->is_negated;
	bit = UINT32_C(1) << place->condition;
	is_other = (memo->truth >> place->condition & 1) != truth;
	if (memo->known & bit)
		return !is_other;
	if (memo->was_known & bit && is_other)
		memo->marks |= MEMO_DOUBTED;
	memo->known |= bit;
	memo->was_known &= ~bit;
	memo->truth = (memo->truth & ~bit) | (truth ? bit : 0);
	return true;
}

bool conditions_edge(const struct conditions *conditions, const struct edge *edge,
		     const struct step *last, struct memo *memo)
{
	if (!decide(conditions, edge, last, memo))
		return false;
	memo->known &= conditions->needed[edge->to];
	memo->was_known &= conditions->needed[edge->to];
	memo->truth &= conditions->needed[edge->to];
	return true;
}

bool conditions_equal(const struct conditions *conditions, const struct memo *memo, const char *a,
		      const char *b)
{
	for (size_t i = 0; i < conditions->n; i++) {
		const struct condition *c = &conditions->items[i];

		if (c->equal[0] && memo->known >> i & memo->truth >> i & 1 &&
		    ((!strcmp(c->equal[0], a) && !strcmp(c->equal[1], b)) ||
		     (!strcmp(c->equal[0], b) && !strcmp(c->equal[1], a))))
			return true;
	}
	return false;
}
