// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/detour.h"

#include "base/data/mem.h"
#include "c/outline/uses.h"
#include "c/outline/words.h"
#include "c/syntax/jump.h"
#include "contract/path/callee.h"

static bool holds(const struct statement *statement, size_t token)
{
	return token >= statement->first && token < statement->last;
}

/* `do { ... } while (0);`: a block that break leaves. */
static bool is_done_once(const struct token_list *tokens, const struct statement *statement)
{
	size_t value = statement->open == NO_TOKEN ? NO_TOKEN : token_next(tokens, statement->open);

	return statement->kind == STATEMENT_DO && value != NO_TOKEN && token_is(tokens, value, "0") &&
	       token_next(tokens, value) == statement->close;
}

static bool is_loop(const struct outline *outline, const struct statement *statement)
{
	return statement->kind == STATEMENT_FOR || statement->kind == STATEMENT_WHILE ||
	       statement->kind == STATEMENT_MACRO ||
	       (statement->kind == STATEMENT_DO && !is_done_once(&outline->tokens, statement));
}

/* The branch of an if that the token stands in, or NULL: in its head. */
static const struct statement *branch_of(const struct statement *statement, size_t token)
{
	const struct statement *branch = statement->child;

	while (branch && !holds(branch, token))
		branch = branch->next;
	return branch;
}

/* Does what stands there leave the statement for somewhere else, or the function? */
static bool leaves(const struct statement *statement, size_t token)
{
	const struct statement *branch = branch_of(statement, token);

	return statement->kind == STATEMENT_IF && branch && statement_jump(branch);
}

static const struct expr *bound_of(const struct outline *outline, const struct graph *graph,
				   const struct statement *loop)
{
	for (size_t b = 0; b < graph->n; b++)
		for (size_t s = 0; s < graph->blocks[b].n_steps; s++) {
			const struct step *step = &graph->blocks[b].steps[s];

			if (step->statement == loop && step->condition &&
			    step->condition->kind == EXPR_BINARY &&
			    expr_op_is(outline, step->condition, "<"))
				return step->condition->right;
		}
	return NULL;
}

/* Does the outermost loop around the statement have the label that the goto names? */
static bool stays_in_loop(const struct outline *outline, const struct statement *jump)
{
	const struct token_list *tokens = &outline->tokens;
	size_t name = token_next(tokens, jump->first);
	const struct statement *loop = NULL;

	for (const struct statement *around = jump; around; around = around->parent)
		if (is_loop(outline, around))
			loop = around;
	for (size_t i = loop ? loop->first : 0; loop && i < loop->last; i++)
		if (same_token_text(tokens, i, name) && token_is(tokens, token_next(tokens, i), ":"))
			return true;
	return false;
}

/* Is the statement followed by one that leaves all loops around it: `release(pages, n); return -EIO;`? */
static bool leaves_loops(const struct outline *outline, const struct statement *statement)
{
	const struct statement *jump = NULL;

	if (!statement->parent || statement->parent->kind != STATEMENT_BLOCK)
		return false;
	for (const struct statement *next = statement->next;
	     next && !jump && next->kind != STATEMENT_CASE && next->kind != STATEMENT_LABEL; next = next->next)
		jump = statement_jump(next);
	return jump && (jump->kind == STATEMENT_RETURN ||
			(jump->kind == STATEMENT_GOTO && !stays_in_loop(outline, jump)));
}

/*
 * The outermost loop around the token that does not hold the acquire, too, or NULL. Nor one that is left behind it:
 * `for (...) if (bad(pages[i])) { release(pages, n); return -EIO; }` releases them once, and not each time.
 */
static const struct statement *loop_around(const struct outline *outline, const struct graph *graph, size_t token,
					   size_t acquire)
{
	const struct statement *statement = variant_at(graph->variant, token), *loop = NULL;

	for (; statement && !(acquire != NO_TOKEN && holds(statement, acquire)); statement = statement->parent) {
		if (is_loop(outline, statement))
			loop = statement;
		if (leaves_loops(outline, statement))
			break;
	}
	return loop;
}

/* The block where the way goes on: behind those in which nothing is done. */
static size_t settle(const struct graph *graph, size_t block)
{
	for (size_t n = 0; n < graph->n && !graph->blocks[block].n_steps && graph->blocks[block].n_edges == 1; n++)
		block = graph->blocks[block].edges[0].to;
	return block;
}

/* Where the head of the loop leads when the loop is done, or NO_BLOCK: `for (;;)`. */
static size_t exit_of(const struct graph *graph, const struct statement *loop)
{
	for (size_t b = 0; b < graph->n; b++) {
		const struct block *block = &graph->blocks[b];

		for (size_t e = 0; block->n_steps && block->steps[block->n_steps - 1].statement == loop &&
				   e < block->n_edges; e++) {
			size_t to = settle(graph, block->edges[e].to);

			if (!graph->blocks[to].n_steps || !holds(loop, graph->blocks[to].steps[0].first))
				return to;
		}
	}
	return NO_BLOCK;
}

/* `for (i = 0; ...)`: a number of its own for each page from 0 on. */
static bool begins_at_zero(const struct token_list *tokens, const struct statement *loop)
{
	for (size_t i = loop->open; i < loop->close && !token_is(tokens, i, ";"); i++)
		if (token_is(tokens, i, "=") && token_is(tokens, token_next(tokens, i), "0"))
			return true;
	return false;
}

/* Something else takes the pages' place, one by one. */
static bool replaces(const struct pages *pages, const struct statement *loop)
{
	for (size_t i = 0; i < pages->events.n; i++)
		if (pages->events.items[i].use == PAGES_REPLACED && holds(loop, pages->events.items[i].token))
			return true;
	return false;
}

/*
 * Does the loop come to the release each time round, for each page from the first on? One that asks for something else
 * in its head may not run at all.
 */
static bool is_whole(const struct outline *outline, const struct graph *graph, const struct statement *loop,
		     size_t token)
{
	static const char *const jumps[] = { "break", "continue", "goto", "return" };
	static const char *const joins[] = { "&&", "||" };
	const struct statement *statement = variant_at(graph->variant, token);

	if (loop->kind != STATEMENT_FOR || !begins_at_zero(&outline->tokens, loop))
		return false;
	for (; statement != loop; statement = statement->parent)
		if (statement->kind != STATEMENT_BLOCK && statement->kind != STATEMENT_EXPRESSION)
			return false;
	for (size_t i = loop->first; i < loop->last; i++)
		if (token_is_any(&outline->tokens, i, jumps, ARRAY_SIZE(jumps)) ||
		    (i < loop->close && token_is_any(&outline->tokens, i, joins, ARRAY_SIZE(joins))))
			return false;
	return true;
}

static void add_loop(const struct outline *outline, const struct graph *graph, const struct pages *pages,
		     enum detour_kind kind, size_t token, struct detours *detours)
{
	struct detour detour = { .kind = kind, .token = token, .exit = NO_BLOCK };
	size_t acquire = pages->acquire ? pages->acquire->call.name : NO_TOKEN;

	detour.statement = loop_around(outline, graph, token, acquire);
	if (!detour.statement)
		return;
	detour.bound = bound_of(outline, graph, detour.statement);
	detour.is_whole = is_whole(outline, graph, detour.statement, token) && !replaces(pages, detour.statement);
	if (kind == DETOUR_DRAIN)
		detour.exit = exit_of(graph, detour.statement);
	VEC_PUSH(detours, detour);
}

/* The ifs and switches that decide whether it is done, behind which the function goes on. */
static void add_choices(const struct graph *graph, size_t token, size_t acquire,
			struct detours *detours)
{
	const struct statement *statement = variant_at(graph->variant, token);

	for (; statement && !(acquire != NO_TOKEN && holds(statement, acquire)) &&
	       !leaves(statement, token);
	     statement = statement->parent) {
		struct detour detour = {
			.kind = DETOUR_CHOICE, .statement = statement, .token = token,
		};

		if (statement->kind == STATEMENT_SWITCH ||
		    (statement->kind == STATEMENT_IF && branch_of(statement, token)))
			VEC_PUSH(detours, detour);
	}
}

/* What releases some pages and gives others away, nobody can follow from within. */
static void close_mixed(struct detours *detours)
{
	for (size_t i = 0; i < detours->n; i++)
		for (size_t k = 0; k < detours->n; k++)
			if (detours->items[k].kind == DETOUR_LOOP &&
			    holds(detours->items[i].statement, detours->items[k].token))
				detours->items[i].exit = NO_BLOCK;
}

void detours_read(const struct outline *outline, const struct graph *graph, const struct pages *pages,
		  struct detours *detours)
{
	size_t acquire = pages->acquire ? pages->acquire->call.name : NO_TOKEN;

	*detours = (struct detours){0};
	for (size_t i = 0; i < pages->events.n; i++) {
		const struct page_event *event = &pages->events.items[i];

		switch (event->use) {
		case PAGES_RELEASED:
		case PAGES_RELEASED_ONE:
			add_choices(graph, event->token, acquire, detours);
			add_loop(outline, graph, pages, DETOUR_LOOP, event->token, detours);
			break;
		case PAGES_ESCAPED:
			/* A macro of the file may be a release. */
			if (event->call && callee_macro(pages->source, event->token) != NO_TOKEN)
				add_choices(graph, event->token, acquire, detours);
			add_loop(outline, graph, pages, DETOUR_DRAIN, event->token, detours);
			break;
		case PAGES_KEPT:
			add_loop(outline, graph, pages, DETOUR_DRAIN, event->token, detours);
			break;
		default:
			break;
		}
	}
	close_mixed(detours);
}

bool detour_ends(const struct detour *drain, const struct graph *graph, size_t to)
{
	return settle(graph, to) == drain->exit;
}

static bool is_set_in(const struct token_list *tokens, size_t name, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (same_token_text(tokens, i, name) && is_object_at(tokens, i) && is_set_at(tokens, i))
			return true;
	return false;
}

/* f(i) may be true for any i. */
static bool is_argument(const struct outline *outline, size_t i, size_t first)
{
	size_t open = outline_enclosing_parenthesis(outline, i);

	return open != NO_TOKEN && open > first &&
	       outline->tokens.items[token_previous(&outline->tokens, open)].kind == TOKEN_IDENTIFIER;
}

bool detour_asks_back(const struct outline *outline, const struct detour *drain, const struct step *condition)
{
	const struct token_list *tokens = &outline->tokens;
	const struct statement *loop = drain->statement;

	if (!condition->condition || condition->statement == loop || !loop->child)
		return false;
	for (size_t i = condition->first; i < condition->last; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && is_object_at(tokens, i) &&
		    !is_argument(outline, i, condition->first) &&
		    is_set_in(tokens, i, loop->first, loop->last) &&
		    !is_set_in(tokens, i, loop->child->first, condition->first))
			return true;
	return false;
}

static const struct detour *find(const struct detours *detours, enum detour_kind kind, size_t token)
{
	for (size_t i = 0; i < detours->n; i++)
		if (detours->items[i].kind == kind && holds(detours->items[i].statement, token))
			return &detours->items[i];
	return NULL;
}

const struct detour *detour_loop_at(const struct detours *detours, size_t token)
{
	const struct detour *drain = find(detours, DETOUR_DRAIN, token);

	return drain ? drain : find(detours, DETOUR_LOOP, token);
}

const struct detour *detour_choice_of(const struct detours *detours, const struct step *condition)
{
	for (size_t i = 0; i < detours->n; i++)
		if (detours->items[i].kind == DETOUR_CHOICE &&
		    detours->items[i].statement == condition->statement)
			return &detours->items[i];
	return NULL;
}
