// SPDX-License-Identifier: GPL-2.0-only
#include "contract/partial/page_loop.h"

#include "base/data/mem.h"
#include "c/outline/uses.h"
#include "c/outline/words.h"
#include "c/syntax/call.h"
#include "calls/value/meaning.h"
#include "contract/path/callee.h"
#include "contract/path/code.h"

/* --- elements --- */

/* Is the element at token i, or the variable that gets it, tested in the loop? */
static bool is_element_tested(const struct page_array *array, const struct statement *body, size_t i)
{
	const struct outline *outline = &array->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t object = code_object(outline, i), equals = token_previous(tokens, object);
	size_t close = outline_closing(outline, token_next(tokens, i)), taker;

	if (is_truth_asked(tokens, object, close))
		return true;
	if (!token_is(tokens, equals, "="))
		return false;
	taker = token_previous(tokens, equals);
	for (size_t t = i; t < body->last; t++)
		if (same_token_text(tokens, t, taker) && is_truth_asked(tokens, t, t))
			return true;
	return false;
}

static bool asks_among(const struct outline *outline, size_t open, size_t last)
{
	size_t close = outline_closing(outline, open);

	for (size_t i = close; i < last; i++)
		for (size_t p = open + 1; p < close; p++)
			if (outline->tokens.items[p].kind == TOKEN_IDENTIFIER &&
			    same_token_text(&outline->tokens, p, i) && is_truth_asked(&outline->tokens, i, i))
				return true;
	return false;
}

/* A function or macro of the file, called at token i, asks whether it got anything: `if (page)`. */
static bool is_asking_call(struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct function *function = callee_in_file(source, i);
	size_t macro = callee_macro(source, i), last = macro;

	if (!token_is(tokens, token_next(tokens, i), "("))
		return false;
	if (function)
		return asks_among(&source->outline, token_next(tokens, function->name_token), function->end);
	if (macro == NO_TOKEN)
		return false;
	while (last < tokens->n && tokens->items[last].directive == tokens->items[macro].directive)
		last++;
	return asks_among(&source->outline, macro + 1, last);
}

/* `if (test_bit(i, taken))`, `if (taken[i])`: something else tells of each element whether it came. */
static bool is_index_asked(const struct page_array *array, size_t i)
{
	const struct outline *outline = &array->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_encloser(outline, i), before = token_previous(tokens, open);

	if (before == NO_TOKEN || page_array_at(array, before) || is_capitals(tokens, before) ||
	    (token_is(tokens, open, "(") && !call_is_of(tokens, before)))
		return false;
	for (; token_is(tokens, open, "(") || token_is(tokens, open, "["); open = outline_encloser(outline, open))
		if (token_is(tokens, token_previous(tokens, open), "if"))
			return true;
	return false;
}

/* `[index]` or `[index++]` */
static bool is_index_of(const struct token_list *tokens, size_t open, size_t index)
{
	size_t i = token_next(tokens, open);

	if (!token_is(tokens, open, "[") || !same_token_text(tokens, i, index))
		return false;
	i = token_next(tokens, i);
	return token_is(tokens, token_is(tokens, i, "++") ? token_next(tokens, i) : i, "]");
}

/* Are elements read, each as it is, and none filled? */
static bool reads_elements(const struct page_array *array, const struct statement *body, size_t index)
{
	const struct outline *outline = &array->source->outline;
	const struct token_list *tokens = &outline->tokens;
	bool is_read = false;

	for (size_t i = body->first; i < body->last; i++) {
		size_t open = token_next(tokens, i);

		if (is_asking_call(array->source, i) ||
		    (same_token_text(tokens, i, index) && is_index_asked(array, i)))
			return false;
		if (!page_array_at(array, i) || !is_index_of(tokens, open, index))
			continue;
		if (is_element_tested(array, body, i) ||
		    is_assignment(tokens, token_next(tokens, outline_closing(outline, open))))
			return false;
		is_read = true;
	}
	return is_read;
}

/* --- numbers --- */

/* The `=` that is the last thing done to the variable in tokens [first, last), or NO_TOKEN. */
static size_t last_set(const struct token_list *tokens, size_t first, size_t last, size_t variable)
{
	for (size_t i = last; i-- > first;) {
		size_t next = token_next(tokens, i);

		if (!same_token_text(tokens, i, variable) || !is_object_at(tokens, i))
			continue;
		if (is_increment(tokens, next) || is_increment(tokens, token_previous(tokens, i)))
			return NO_TOKEN;
		if (is_assignment(tokens, next))
			return token_is(tokens, next, "=") ? next : NO_TOKEN;
	}
	return NO_TOKEN;
}

/* What the variable begins with, if that is a number; -1: it is none. */
static long begin_of(const struct token_list *tokens, size_t first, size_t last, size_t variable)
{
	static const char *const ends[] = { ";", "," };
	size_t op = last_set(tokens, first, last, variable), value;
	unsigned long number;

	if (op == NO_TOKEN)
		return -1;
	value = token_next(tokens, op);
	if (!token_is_any(tokens, token_next(tokens, value), ends, ARRAY_SIZE(ends)) ||
	    number_value(tokens, value, &number) || number > INT32_MAX)
		return -1;
	return (long)number;
}

static bool is_compared(const struct token_list *tokens, size_t i)
{
	static const char *const signs[] = { "<", ">", "<=", ">=", "==", "!=", "!" };
	size_t next = token_next(tokens, i), previous = token_previous(tokens, i);

	next = is_increment(tokens, next) ? token_next(tokens, next) : next;
	previous = is_increment(tokens, previous) ? token_previous(tokens, previous) : previous;
	return token_is_any(tokens, next, signs, ARRAY_SIZE(signs)) ||
	       token_is_any(tokens, previous, signs, ARRAY_SIZE(signs));
}

static bool is_set_before(const struct token_list *tokens, size_t first, size_t i)
{
	for (size_t t = first; t < i; t++)
		if (same_token_text(tokens, t, i) && token_is(tokens, token_next(tokens, t), "="))
			return true;
	return false;
}

/* `if (i == ret) break;`: somebody counts along. */
static bool counts_along(const struct token_list *tokens, const struct variables *variables,
			 const struct statement *body, size_t index)
{
	for (size_t i = body->first; i < body->last; i++)
		if ((same_token_text(tokens, i, index) || variable_at(variables, i) != NO_VARIABLE) &&
		    is_compared(tokens, i) && !is_set_before(tokens, body->first, i))
			return true;
	return false;
}

/* --- heads --- */

/* `i < limit` */
static bool read_up(const struct page_array *array, const struct expr *condition, struct page_loop *read)
{
	static const char *const signs[] = { "<", "<=", "!=" };
	const struct outline *outline = &array->source->outline;
	long begin;

	if (condition->kind != EXPR_BINARY ||
	    !token_is_any(&outline->tokens, condition->op, signs, ARRAY_SIZE(signs)))
		return false;
	begin = begin_of(&outline->tokens, array->function->body, condition->first,
			 expr_bare(condition->left)->op);
	*read = (struct page_loop){ .limit = condition->right, .off = expr_op_is(outline, condition, "<=") };
	/* One that begins late and goes on too far is both. */
	if (begin > 0 && read->off)
		return false;
	read->off -= begin > 0 ? begin : 0;
	return begin >= 0;
}

/* Is the condition true for 0, too, as with `>= 0`? -1: it is another one. */
static int ends_at_zero(const struct outline *outline, const struct expr *condition)
{
	if (condition->kind != EXPR_BINARY)
		return 0;
	if (!expr_op_is(outline, expr_bare(condition->right), "0"))
		return -1;
	if (expr_op_is(outline, condition, ">="))
		return 1;
	return expr_op_is(outline, condition, ">") || expr_op_is(outline, condition, "!=") ? 0 : -1;
}

/* `while (limit--)`, `while (--limit >= 0)`, and the wrong ones beside them. */
static bool read_drain(const struct outline *outline, const struct expr *condition, const struct expr *counter,
		       struct page_loop *read)
{
	bool is_postfix = counter->kind == EXPR_POSTFIX;
	int zero = ends_at_zero(outline, condition);

	*read = (struct page_loop){ .limit = counter->left, .is_down = true, .counts_in_head = true };
	if (!is_postfix && !zero)
		read->off = -1;
	return zero == 0 || (zero == 1 && !is_postfix);
}

/* `limit - 1`, of which the last index is made; else the expression. */
static const struct expr *without_one(const struct outline *outline, const struct expr *expr)
{
	expr = expr_bare(expr);
	return expr->kind == EXPR_BINARY && expr_op_is(outline, expr, "-") &&
	       expr_op_is(outline, expr_bare(expr->right), "1") ? expr->left : NULL;
}

static bool is_counted_down(const struct token_list *tokens, size_t first, size_t last, size_t index)
{
	for (size_t i = first; i < last; i++)
		if (same_token_text(tokens, i, index) && (token_is(tokens, token_next(tokens, i), "--") ||
							  token_is(tokens, token_previous(tokens, i), "--")))
			return true;
	return false;
}

/* `for (i = limit - 1; i >= 0; i--)` */
static bool read_down(const struct page_array *array, const struct statement *loop, const struct expr *condition,
		      const struct expr *index, struct arena *arena, struct page_loop *read)
{
	const struct outline *outline = &array->source->outline;
	size_t op = last_set(&outline->tokens, loop->first, condition->first, index->op), first;
	int zero = ends_at_zero(outline, condition);
	const struct expr *last, *limit;

	if (loop->kind != STATEMENT_FOR || op == NO_TOKEN || zero < 0 ||
	    !is_counted_down(&outline->tokens, condition->last, loop->close, index->op))
		return false;
	first = token_next(&outline->tokens, op);
	last = expr_read(outline, first, expr_value_end(outline, first), arena);
	limit = without_one(outline, last);
	*read = (struct page_loop){ .limit = limit ? limit : last, .is_down = true };
	if (!zero && !limit)
		return false;
	read->off = zero ? !limit : -1;
	return true;
}

static bool read_head(const struct page_array *array, const struct statement *loop, const struct expr *condition,
		      struct arena *arena, struct page_loop *read, size_t *index)
{
	const struct outline *outline = &array->source->outline;
	const struct expr *counter = expr_bare(condition->kind == EXPR_BINARY ? condition->left : condition);
	bool counts = (counter->kind == EXPR_UNARY || counter->kind == EXPR_POSTFIX) &&
		      expr_op_is(outline, counter, "--");
	const struct expr *name = counts ? expr_bare(counter->left) : counter;

	if (name->kind != EXPR_IDENTIFIER)
		return false;
	*index = name->op;
	if (counts)
		return read_drain(outline, condition, counter, read);
	return read_up(array, condition, read) || read_down(array, loop, condition, name, arena, read);
}

bool page_loop_read(const struct page_array *array, const struct variables *variables, const struct statement *loop,
		    const struct expr *condition, struct arena *arena, struct page_loop *read)
{
	const struct outline *outline = &array->source->outline;
	const struct statement *body = loop->child;
	size_t index;

	condition = expr_bare(condition);
	return (loop->kind == STATEMENT_FOR || loop->kind == STATEMENT_WHILE) && body &&
	       read_head(array, loop, condition, arena, read, &index) && reads_elements(array, body, index) &&
	       !counts_along(&outline->tokens, variables, body, index);
}
