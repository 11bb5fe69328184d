// SPDX-License-Identifier: GPL-2.0-only
#include "partial/page_loop.h"

#include "base/mem.h"
#include "outline/words.h"
#include "path/code.h"

/* --- elements --- */

/* `!x`, `x &&`, `x == NULL`, `if (x)` of what ends at token `last`. */
static bool is_tested(const struct outline *outline, size_t first, size_t last)
{
	static const char *const before[] = { "!", "&&", "||" };
	static const char *const behind[] = { "&&", "||", "==", "!=", "?" };
	const struct token_list *tokens = &outline->tokens;
	size_t previous = token_previous(tokens, first), next = token_next(tokens, last);
	size_t head = token_previous(tokens, previous);

	return token_is_any(tokens, previous, before, ARRAY_SIZE(before)) ||
	       token_is_any(tokens, next, behind, ARRAY_SIZE(behind)) ||
	       (token_is(tokens, previous, "(") && token_is(tokens, next, ")") &&
		(token_is(tokens, head, "if") || token_is(tokens, head, "IS_ERR_OR_NULL")));
}

/* Is the element at token i, or the variable that gets it, tested in the loop? */
static bool is_element_tested(const struct page_array *array, const struct statement *body, size_t i)
{
	const struct outline *outline = &array->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t object = code_object(outline, i), equals = token_previous(tokens, object);
	size_t close = outline_closing(outline, token_next(tokens, i)), taker;

	if (is_tested(outline, object, close))
		return true;
	if (!token_is(tokens, equals, "="))
		return false;
	taker = token_previous(tokens, equals);
	for (size_t t = i; t < body->last; t++)
		if (same_token_text(tokens, t, taker) && is_tested(outline, t, t))
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

/* The last thing done to the variable in tokens [first, last) is `= 0`. */
static bool is_zeroed(const struct token_list *tokens, size_t first, size_t last, size_t variable)
{
	static const char *const ends[] = { ";", "," };

	for (size_t i = last; i-- > first;) {
		size_t next = token_next(tokens, i), value = token_next(tokens, next);

		if (!same_token_text(tokens, i, variable) || !is_object_at(tokens, i))
			continue;
		if (is_increment(tokens, next) || is_increment(tokens, token_previous(tokens, i)))
			return false;
		if (is_assignment(tokens, next))
			return token_is(tokens, next, "=") && token_is(tokens, value, "0") &&
			       token_is_any(tokens, token_next(tokens, value), ends, ARRAY_SIZE(ends));
	}
	return false;
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

bool page_loop_is_over_all(const struct page_array *array, const struct variables *variables,
			   const struct statement *loop, const struct expr *condition, const struct expr **limit)
{
	static const char *const signs[] = { "<", "<=", "!=" };
	const struct outline *outline = &array->source->outline;
	const struct expr *index = expr_bare(condition->kind == EXPR_BINARY ? condition->left : condition);
	const struct statement *body = loop->child;

	if ((loop->kind != STATEMENT_FOR && loop->kind != STATEMENT_WHILE) || !body ||
	    condition->kind != EXPR_BINARY ||
	    !token_is_any(&outline->tokens, condition->op, signs, ARRAY_SIZE(signs)) ||
	    index->kind != EXPR_IDENTIFIER)
		return false;
	*limit = condition->right;
	return is_zeroed(&outline->tokens, array->function->body, condition->first, index->op) &&
	       reads_elements(array, body, index->op) &&
	       !counts_along(&outline->tokens, variables, body, index->op);
}
