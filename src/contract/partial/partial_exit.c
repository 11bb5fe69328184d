// SPDX-License-Identifier: GPL-2.0-only
/* Loops that release page for page, and are left for an error before they have come to the last one. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/jump.h"
#include "contract/partial/page_loop.h"
#include "contract/partial/partial_private.h"
#include "contract/path/code.h"

/* The statement that braces around it are about. */
static const struct statement *outside(const struct statement *statement)
{
	do
		statement = statement->parent;
	while (statement && statement->kind == STATEMENT_BLOCK);
	return statement;
}

/* Does the loop have the label that the goto names? */
static bool has_label(const struct token_list *tokens, const struct statement *loop, const struct statement *jump)
{
	size_t name = token_next(tokens, jump->first);

	for (size_t i = loop->first; i < loop->last; i++)
		if (same_token_text(tokens, i, name) && token_is(tokens, token_next(tokens, i), ":"))
			return true;
	return false;
}

/* The branch of the if that ends with a jump out of the loop, or NULL. */
static const struct statement *leaving_branch(const struct token_list *tokens, const struct statement *loop,
					      const struct statement *statement)
{
	for (const struct statement *branch = statement->child; branch; branch = branch->next) {
		const struct statement *jump = statement_jump(branch);

		if (jump && (jump->kind == STATEMENT_BREAK || jump->kind == STATEMENT_RETURN ||
			     (jump->kind == STATEMENT_GOTO && !has_label(tokens, loop, jump))))
			return branch;
	}
	return NULL;
}

/* `if (x) return;`, `if (!x) ; else return;`: does the edge, which what the step asks decides, lead to that branch? */
static bool leads_there(const struct token_list *tokens, const struct step *asked, const struct edge *edge,
			const struct statement *branch)
{
	bool is_not = false;

	for (size_t i = asked->statement->open; i < asked->first; i++)
		is_not ^= token_is(tokens, i, "!");
	return (is_not == (branch != asked->statement->child)) == (edge->kind == EDGE_TRUE);
}

static const struct expr *condition_of(const struct walk *walk, const struct statement *loop)
{
	for (size_t b = 0; b < walk->graph->n; b++)
		for (size_t s = 0; s < walk->graph->blocks[b].n_steps; s++)
			if (walk->graph->blocks[b].steps[s].statement == loop &&
			    walk->graph->blocks[b].steps[s].condition)
				return walk->graph->blocks[b].steps[s].condition;
	return NULL;
}

/* --- what the loop is left for --- */

/* The only thing that is done to the variable in the loop: `err = f(...)`. */
static bool is_call_kept(const struct outline *outline, const struct statement *loop, size_t variable)
{
	const struct token_list *tokens = &outline->tokens;
	bool is_kept = false;

	for (size_t i = loop->first; i < loop->last; i++) {
		size_t next = token_next(tokens, i), name = token_next(tokens, next), close;

		if (!same_token_text(tokens, i, variable) || !may_be_set_at(tokens, i))
			continue;
		close = outline_closing(outline, token_next(tokens, name));
		if (!token_is(tokens, next, "=") || !token_is_called(tokens, name) || close == NO_TOKEN ||
		    !token_is(tokens, token_next(tokens, close), ";"))
			return false;
		is_kept = true;
	}
	return is_kept;
}

/* `list_is_last()`, `is_done()`: the name says that there is no more to do. */
static bool tells_the_end(const struct token_list *tokens, size_t name)
{
	static const char *const words[] = { "last", "done", "end", "empty", "eof", "finish", "complete" };
	const char *text = tokens->text + tokens->items[name].offset;

	for (size_t w = 0; w < ARRAY_SIZE(words); w++)
		if (memmem(text, tokens->items[name].length, words[w], strlen(words[w])))
			return true;
	return false;
}

/* `err`, `err < 0`, `err != 0`, of what some call has returned this time round. */
static bool is_error(const struct outline *outline, const struct statement *loop, const struct expr *condition)
{
	condition = expr_bare(condition);
	if (condition->kind == EXPR_CALL && condition->n_arguments == 1 &&
	    (expr_op_is(outline, condition->left, "unlikely") || expr_op_is(outline, condition->left, "IS_ERR")))
		return is_error(outline, loop, condition->arguments[0]);
	if (condition->kind == EXPR_BINARY &&
	    (expr_op_is(outline, condition, "<") || expr_op_is(outline, condition, "!=")) &&
	    expr_op_is(outline, expr_bare(condition->right), "0"))
		condition = expr_bare(condition->left);
	return condition->kind == EXPR_IDENTIFIER && !tells_the_end(&outline->tokens, condition->op) &&
	       is_call_kept(outline, loop, condition->op);
}

/* `err = -EFAULT`, `return (-EIO)`: whatever the condition asks, what follows is a failure. */
static bool gives_errno(const struct token_list *tokens, const struct statement *branch)
{
	for (size_t i = branch->first; i < branch->last; i++) {
		size_t minus = token_next(tokens, i), name;

		if (!token_is(tokens, i, "=") && !token_is(tokens, i, "return"))
			continue;
		while (token_is(tokens, minus, "("))
			minus = token_next(tokens, minus);
		name = token_next(tokens, minus);
		if (token_is(tokens, minus, "-") && token_begins_with(tokens, name, "E") && is_capitals(tokens, name))
			return true;
	}
	return false;
}

/* --- what the loop does --- */

static bool is_in(const struct statement *statement, size_t token)
{
	return token >= statement->first && token < statement->last;
}

/* Each time round, whatever comes. */
static bool is_unconditional(const struct walk *walk, const struct statement *loop, size_t token)
{
	const struct statement *statement = variant_at(walk->graph->variant, token);

	return statement && statement->kind == STATEMENT_EXPRESSION && outside(statement) == loop;
}

/* What is done to the array behind the call leaves the pages alone that the loop has not come to. */
static bool leaves_array(const struct walk *walk, const struct statement *loop, const struct array_use *use)
{
	if (use->event == ARRAY_FREED || use->event == ARRAY_DROPPED || use->token < walk->relations.call.name)
		return true;
	return is_in(loop, use->token) ? partial_is_of_one(walk, use) : use->event == ARRAY_RELEASED;
}

/* It drops one page each time, and does nothing else to the array; nor does the function give it away. */
static bool drops_each(const struct walk *walk, const struct statement *loop)
{
	size_t n = 0;

	for (size_t i = 0; i < walk->array.n_uses; i++) {
		const struct array_use *use = &walk->array.uses[i];

		if (!leaves_array(walk, loop, use))
			return false;
		if (use->event != ARRAY_DROPPED || !is_in(loop, use->token))
			continue;
		if (!is_unconditional(walk, loop, use->token))
			return false;
		n++;
	}
	return n == 1;
}

/* From the first page on, as many as came. */
static bool is_over_all(const struct walk *walk, const struct way *way, const struct statement *loop)
{
	const struct expr *condition = condition_of(walk, loop);
	bool is_result = false;
	struct page_loop read;

	if (!condition || !partial_is_known(way) ||
	    !page_loop_read(&walk->array, &walk->relations.variables, loop, condition, walk->relations.arena, &read) ||
	    read.off || read.is_down)
		return false;
	relation_of(&walk->relations, &way->relation, read.limit, &is_result);
	return is_result || (way->relation.result == RELATION_FULL &&
			     relation_is_count(&walk->relations, &way->relation, read.limit));
}

/* Is the step all that is asked there? */
static bool is_whole_condition(const struct token_list *tokens, const struct step *step)
{
	static const char *const joins[] = { "&&", "||", "?" };

	if (!step->condition || step->statement->kind != STATEMENT_IF)
		return false;
	for (size_t i = step->statement->open; i < step->statement->close; i++)
		if (token_is_any(tokens, i, joins, ARRAY_SIZE(joins)))
			return false;
	return true;
}

const struct statement *partial_left_early(const struct walk *walk, const struct way *way, const struct step *asked,
					   const struct edge *edge)
{
	const struct outline *outline = &walk->source->outline;
	const struct token_list *tokens = &outline->tokens;
	const struct statement *loop = outside(asked->statement), *branch;

	if (!is_whole_condition(tokens, asked) || !loop || loop->kind != STATEMENT_FOR)
		return NULL;
	branch = leaving_branch(tokens, loop, asked->statement);
	if (!branch || !leads_there(tokens, asked, edge, branch) || !drops_each(walk, loop) ||
	    !is_over_all(walk, way, loop))
		return NULL;
	return gives_errno(tokens, branch) ||
	       (edge->kind == EDGE_TRUE && is_error(outline, loop, asked->condition)) ? loop : NULL;
}
