// SPDX-License-Identifier: GPL-2.0-only
#include "c/syntax/call.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/outline/words.h"

/* The comma behind the argument that begins at token i, or close. */
static size_t argument_end(const struct outline *outline, size_t i, size_t close)
{
	const struct token_list *tokens = &outline->tokens;

	for (; i < close && !token_is(tokens, i, ","); i = token_next(tokens, i)) {
		if (token_is(tokens, i, "(") || token_is(tokens, i, "[") || token_is(tokens, i, "{")) {
			i = outline_closing(outline, i);
			if (i >= close)
				return close;
		}
	}
	return i < close ? i : close;
}

static size_t count_arguments(const struct outline *outline, size_t open, size_t close)
{
	size_t n = 0, i = token_next(&outline->tokens, open);

	while (i < close) {
		n++;
		i = argument_end(outline, i, close);
		if (i < close)
			i = token_next(&outline->tokens, i);
	}
	return n;
}

static bool holds_directive(const struct outline *outline, size_t open, size_t close)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = open; i < close; i++)
		if (tokens->items[i].directive != tokens->items[open].directive)
			return true;
	return false;
}

/* An #else or #elif between the arguments; one within a bracket of an argument changes no place. */
static bool holds_else(const struct outline *outline, size_t open, size_t close)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = open + 1; i < close; i++) {
		size_t directive = tokens->items[i].directive, end = outline_closing(outline, i);

		if (directive != tokens->items[open].directive &&
		    tokens->directives.items[directive - 1].kind == DIRECTIVE_ELSE)
			return true;
		if (!directive && end != NO_TOKEN)
			i = end;
	}
	return false;
}

/*
 * Calls in calls are read each for itself, with all that they hold. In more brackets than this, of whatever
 * kind, nobody writes one; without a limit, thousands would cost as much as their square.
 */
#define MAX_BRACKETS 100
#define TEXT_OF(number) TEXT_OF_VALUE(number)
#define TEXT_OF_VALUE(number) #number

static bool is_deep(const struct outline *outline, size_t i)
{
	size_t brackets = 0;

	while (i != NO_TOKEN && brackets <= MAX_BRACKETS) {
		i = outline_encloser(outline, i);
		brackets += i != NO_TOKEN;
	}
	return brackets > MAX_BRACKETS;
}

const char *call_trouble(const struct outline *outline, size_t i)
{
	return is_deep(outline, i) ?
		"the call stands in more than " TEXT_OF(MAX_BRACKETS) " brackets; look at the call yourself" :
		"the call has no end: a parenthesis is missing, or an #if cuts it in two; mend the file, or "
		"look at the call yourself";
}

int call_read(const struct outline *outline, size_t i, struct arena *arena, struct call *call)
{
	const struct token_list *tokens = &outline->tokens;
	size_t open = token_next(tokens, i), close, n = 0;

	if (!token_is(tokens, open, "(") || is_deep(outline, i))
		return -1;
	close = outline_closing(outline, open);
	if (close == NO_TOKEN)
		return -1;
	*call = (struct call){
		.name = i, .open = open, .close = close,
		.n = count_arguments(outline, open, close),
		.split = holds_directive(outline, open, close),
	};
	call->is_forked = call->split && holds_else(outline, open, close);
	call->arguments = arena_alloc(arena, (call->n + 1) * sizeof(*call->arguments));
	for (size_t first = token_next(tokens, open); n < call->n;) {
		size_t end = argument_end(outline, first, close);

		call->arguments[n++] = expr_read(outline, first, end, arena);
		if (end < close)
			first = token_next(tokens, end);
	}
	return 0;
}

bool call_is_of(const struct token_list *tokens, size_t i)
{
	static const char *const heads[] = { "if", "while", "for", "switch" };

	return i < tokens->n && tokens->items[i].kind == TOKEN_IDENTIFIER &&
	       !is_statement_word(tokens, i) && !token_is_any(tokens, i, heads, ARRAY_SIZE(heads));
}

bool call_of_argument(const struct outline *outline, size_t first, size_t last, struct arena *arena,
		      struct call *call, size_t *which)
{
	size_t open = outline_enclosing_parenthesis(outline, first);
	size_t name = open == NO_TOKEN ? NO_TOKEN : token_previous(&outline->tokens, open);

	if (!call_is_of(&outline->tokens, name) || call_read(outline, name, arena, call))
		return false;
	for (*which = 0; *which < call->n; (*which)++)
		if (call->arguments[*which]->first == first && call->arguments[*which]->last == last)
			return true;
	return false;
}

/* A `*` that begins an expression; in `struct page **x = ` it is part of the type. */
static bool is_dereference(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i);

	while (before != NO_TOKEN && token_is(tokens, before, "*"))
		before = token_previous(tokens, before);
	return before == NO_TOKEN || tokens->items[before].kind != TOKEN_IDENTIFIER ||
	       is_statement_word(tokens, before);
}

/* The token in front of the `(type)` that ends at token i; or i: that is no cast. */
static size_t before_cast(const struct token_list *tokens, size_t i)
{
	size_t at = token_previous(tokens, i);

	while (at != NO_TOKEN && (tokens->items[at].kind == TOKEN_IDENTIFIER || token_is(tokens, at, "*")))
		at = token_previous(tokens, at);
	return at != NO_TOKEN && token_is(tokens, at, "(") ? token_previous(tokens, at) : i;
}

/* The token behind the call of the name at token i. */
static size_t behind_call(const struct token_list *tokens, size_t i)
{
	size_t depth = 0;

	do {
		i = token_next(tokens, i);
		if (i >= tokens->n)
			break;
		depth += token_is(tokens, i, "(");
		depth -= depth && token_is(tokens, i, ")");
	} while (depth);
	return token_next(tokens, i);
}

/* The token in front of the call, and of the parentheses and casts around it: `(int)(f(x))`. */
static size_t before_value(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i), behind = behind_call(tokens, i);

	for (;;) {
		size_t at = before;

		if (token_is(tokens, before, ")")) {
			before = before_cast(tokens, before);
		} else if (token_is(tokens, before, "(") && token_is(tokens, behind, ")")) {
			before = token_previous(tokens, before);
			behind = token_next(tokens, behind);
		}
		if (before == at)
			return before;
	}
}

size_t call_taker(const struct token_list *tokens, size_t i)
{
	size_t equals = before_value(tokens, i), name, star;

	if (equals == NO_TOKEN || !token_is(tokens, equals, "="))
		return NO_TOKEN;
	name = token_previous(tokens, equals);
	star = name == NO_TOKEN ? NO_TOKEN : token_previous(tokens, name);
	if (star == NO_TOKEN || tokens->items[name].kind != TOKEN_IDENTIFIER ||
	    (token_is(tokens, star, "*") && is_dereference(tokens, star)))
		return NO_TOKEN;
	return name;
}
