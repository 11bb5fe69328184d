// SPDX-License-Identifier: GPL-2.0-only
/* Loops over an array that release its pages, and do nothing else. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/integer.h"
#include "contract/path/code.h"
#include "conversion/convert/pin_private.h"

#include <string.h>

struct loop_reader {
	struct pin_group *group;
	struct source *source;
	const struct outline *outline;
	const struct token_list *tokens;
};

static bool same_code_of(const struct loop_reader *reader, const struct expr *a, const struct expr *b)
{
	return same_code(reader->tokens, a->first, a->last, reader->tokens, b->first, b->last);
}

/* A name, or members of what a name points to: evaluating it once or often is the same. */
static bool is_plain(const struct expr *expr)
{
	expr = expr_bare(expr);
	while (expr->kind == EXPR_MEMBER)
		expr = expr_bare(expr->left);
	return expr->kind == EXPR_IDENTIFIER;
}

static bool is_name(const struct loop_reader *reader, const struct expr *expr, size_t name)
{
	expr = expr_bare(expr);
	return expr->kind == EXPR_IDENTIFIER && same_token_text(reader->tokens, expr->op, name);
}

/* `name(pages[i]);` and no more: the argument, or NULL. */
static const struct expr *argument_of(const struct loop_reader *reader, const struct statement *statement,
				      const char *name)
{
	struct call call;

	if (statement->kind != STATEMENT_EXPRESSION || !token_is(reader->tokens, statement->first, name) ||
	    call_read(reader->outline, statement->first, &reader->group->arena, &call) || call.n != 1 ||
	    call.split || token_next(reader->tokens, call.close) != statement->last - 1)
		return NULL;
	return expr_bare(call.arguments[0]);
}

static bool has_comments(const struct loop_reader *reader, const struct statement *statement)
{
	for (size_t i = statement->first; i < statement->last; i++)
		if (token_is_comment(&reader->tokens->items[i]) || reader->tokens->items[i].directive)
			return true;
	return false;
}

/* --- the body --- */

/* The loop whose whole body the release is, or the release behind a set_page_dirty_lock(). */
static bool read_body(const struct loop_reader *reader, const struct statement *release, struct pin_loop *loop)
{
	const struct expr *page = argument_of(reader, release, "put_page"), *dirtied;
	const struct statement *block = release->parent;

	if (!page || page->kind != EXPR_INDEX || !is_plain(page->left) ||
	    expr_bare(page->right)->kind != EXPR_IDENTIFIER || !block)
		return false;
	loop->array = page->left;
	loop->variable = expr_bare(page->right)->op;
	loop->statement = block;
	if (block->kind != STATEMENT_BLOCK)
		return !release->next;
	loop->statement = block->parent;
	if (release->next)
		return false;
	if (block->child == release)
		return true;
	dirtied = block->child->next == release ?
		  argument_of(reader, block->child, "set_page_dirty_lock") : NULL;
	loop->makes_dirty = true;
	return dirtied && same_code_of(reader, dirtied, page);
}

/* --- the head --- */

/* `i = 0`, `int i = 0`: token i is the variable. */
static bool begins_at_zero(const struct loop_reader *reader, const struct statement *loop, size_t semicolon,
			   size_t variable)
{
	size_t zero = token_previous(reader->tokens, semicolon);
	size_t equals = token_previous(reader->tokens, zero), name = token_previous(reader->tokens, equals);

	for (size_t i = loop->open; i < semicolon; i++)
		if (token_is(reader->tokens, i, ","))
			return false;
	return token_is(reader->tokens, zero, "0") && token_is(reader->tokens, equals, "=") &&
	       same_token_text(reader->tokens, name, variable);
}

/* The semicolon behind token i in the head of a for, or NO_TOKEN. */
static size_t semicolon_behind(const struct loop_reader *reader, size_t i, size_t close)
{
	for (i = token_next(reader->tokens, i); i < close; i = token_next(reader->tokens, i))
		if (token_is(reader->tokens, i, ";"))
			return i;
	return NO_TOKEN;
}

/* Is what the condition asks true only if the count is not negative? `n > 0`, `pages && n >= 1` */
static bool asks_positive(const struct loop_reader *reader, const struct expr *condition,
			  const struct expr *count)
{
	condition = expr_bare(condition);
	if (condition->kind != EXPR_BINARY)
		return false;
	if (expr_op_is(reader->outline, condition, "&&"))
		return asks_positive(reader, condition->left, count) ||
		       asks_positive(reader, condition->right, count);
	return (expr_op_is(reader->outline, condition, ">") || expr_op_is(reader->outline, condition, ">=")) &&
	       same_code_of(reader, expr_bare(condition->left), count) &&
	       expr_bare(condition->right)->kind == EXPR_NUMBER;
}

static bool has_label(const struct statement *statement)
{
	if (statement->kind == STATEMENT_LABEL)
		return true;
	for (const struct statement *child = statement->child; child; child = child->next)
		if (has_label(child))
			return true;
	return false;
}

/* No jump leads into the branch, and nothing in it gives the variable another value. */
static bool is_unchanged(const struct loop_reader *reader, const struct statement *branch, size_t variable)
{
	static const char *const changes[] = { "++", "--" };

	if (has_label(branch))
		return false;
	for (size_t i = branch->first; i < branch->last; i++) {
		size_t before = token_previous(reader->tokens, i), behind = token_next(reader->tokens, i);

		if (same_token_text(reader->tokens, i, variable) &&
		    (is_assignment(reader->tokens, behind) || token_is(reader->tokens, before, "&") ||
		     token_is_any(reader->tokens, before, changes, ARRAY_SIZE(changes)) ||
		     token_is_any(reader->tokens, behind, changes, ARRAY_SIZE(changes))))
			return false;
	}
	return true;
}

/* `if (n > 0)` around the loop, and nothing in there that changes a variable n. */
static bool is_guarded(const struct loop_reader *reader, const struct statement *loop, const struct expr *count)
{
	for (const struct statement *inner = loop; inner->parent; inner = inner->parent) {
		const struct statement *around = inner->parent;
		const struct expr *condition;

		if (around->kind != STATEMENT_IF || around->child != inner)
			continue;
		condition = expr_read(reader->outline, token_next(reader->tokens, around->open), around->close,
				      &reader->group->arena);
		if (asks_positive(reader, condition, count))
			return is_unchanged(reader, inner, count->op);
	}
	return false;
}

/*
 * How many pages: a number that cannot be negative. The loop would do nothing then, but the call would
 * take it for a very large one.
 */
static bool is_count(const struct loop_reader *reader, const struct statement *loop, const struct expr *count)
{
	const struct expr *bare = expr_bare(count);
	struct integer type = integer_of(reader->source, bare);

	if (bare->kind == EXPR_NUMBER || (bare->kind == EXPR_IDENTIFIER && is_capitals(reader->tokens, bare->op)))
		return true;
	if (bare->kind == EXPR_IDENTIFIER && local_find(reader->source, bare->op).found &&
	    is_guarded(reader, loop, bare))
		return true;
	return is_plain(bare) && type.is_known && type.is_unsigned;
}

static bool read_for(const struct loop_reader *reader, struct pin_loop *loop)
{
	const struct statement *statement = loop->statement;
	size_t first = semicolon_behind(reader, statement->open, statement->close), second;
	const struct expr *condition, *step;

	second = first == NO_TOKEN ? first : semicolon_behind(reader, first, statement->close);
	if (second == NO_TOKEN || !begins_at_zero(reader, statement, first, loop->variable))
		return false;
	condition = expr_read(reader->outline, token_next(reader->tokens, first), second,
			      &reader->group->arena);
	step = expr_read(reader->outline, token_next(reader->tokens, second), statement->close,
			 &reader->group->arena);
	if (condition->kind != EXPR_BINARY || !expr_op_is(reader->outline, condition, "<") ||
	    !is_name(reader, condition->left, loop->variable) || !is_count(reader, statement, condition->right) ||
	    (step->kind != EXPR_UNARY && step->kind != EXPR_POSTFIX) ||
	    !expr_op_is(reader->outline, step, "++") || !is_name(reader, step->left, loop->variable))
		return false;
	loop->count = condition->right;
	return true;
}

/* `while (n--)`: what is left of n nobody may ask then. */
static bool read_while(const struct loop_reader *reader, struct pin_loop *loop)
{
	const struct statement *statement = loop->statement;
	const struct expr *head = expr_read(reader->outline, token_next(reader->tokens, statement->open),
					    statement->close, &reader->group->arena);

	if (head->kind != EXPR_POSTFIX || !expr_op_is(reader->outline, head, "--") ||
	    !is_name(reader, head->left, loop->variable))
		return false;
	loop->count = head->left;
	loop->variable = NO_TOKEN;
	return true;
}

static bool read_head(const struct loop_reader *reader, struct pin_loop *loop)
{
	if (!loop->statement || has_comments(reader, loop->statement))
		return false;
	if (loop->statement->kind == STATEMENT_FOR)
		return read_for(reader, loop);
	return loop->statement->kind == STATEMENT_WHILE && read_while(reader, loop);
}

/* --- all of them --- */

static bool read_loop(struct pin_group *group, const struct pin_call *release, struct pin_loop *loop)
{
	const struct loop_reader reader = {
		.group = group, .source = release->source, .outline = &release->source->outline,
		.tokens = &release->source->outline.tokens,
	};
	const struct function *function = outline_function_at(reader.outline, release->token);
	const struct variants *readings = source_variants(release->source, function);
	const struct statement *statement;

	*loop = (struct pin_loop){ .source = release->source, .release = release->token };
	if (readings->n != 1)
		return false;
	statement = variant_at(&readings->items[0], release->token);
	return statement && read_body(&reader, statement, loop) && read_head(&reader, loop);
}

void pin_loops_read(struct pin_group *group, struct pin_loops *loops)
{
	for (size_t i = 0; i < group->releases.n; i++) {
		struct pin_loop loop;

		if (read_loop(group, &group->releases.items[i], &loop))
			VEC_PUSH(loops, loop);
	}
	pin_loops_settle(loops);
}

const struct pin_loop *pin_loop_of(const struct pin_loops *loops, const struct pin_call *release)
{
	for (size_t i = 0; i < loops->n; i++)
		if (loops->items[i].source == release->source && loops->items[i].release == release->token)
			return &loops->items[i];
	return NULL;
}
