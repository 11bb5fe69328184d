// SPDX-License-Identifier: GPL-2.0-only
/*
 * What stands behind a call in its line: `f(a) && g(b)`, `*p = f(a), *q = g(b)`. Where that gets too long it is
 * broken behind the operator, sooner than in the call.
 */
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/variant.h"
#include "outcome/plan/private.h"

#include <string.h>

#define TAB 8

static bool is_one_line(const struct source *source, size_t first, size_t last)
{
	const struct token *tokens = source->outline.tokens.items;

	return !memchr(source->text.data + tokens[first].offset, '\n', tokens[last].offset - tokens[first].offset);
}

/* A line is broken behind it: also behind the `;` of a for. */
static bool is_operator(const struct outline *outline, const struct call *call, size_t op)
{
	static const char *const operators[] = { ",", "&&", "||", "|", "?", ":" };

	return token_is_any(&outline->tokens, op, operators, ARRAY_SIZE(operators)) ||
	       (token_is(&outline->tokens, op, ";") && outline_enclosing_parenthesis(outline, call->name) != NO_TOKEN);
}

static bool ends_in_cr(const struct source *source, size_t token)
{
	size_t end = edit_line_end(source->text.data, source->text.length, source->outline.tokens.items[token].offset);

	return source->text.data[end - 1] == '\r';
}

bool tail_find(const struct source *source, const struct call *call, struct tail *tail)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t op = call->close + 1, next = call->close + 2;

	if (next >= tokens->n || tokens->items[call->name].directive || token_is_comment(&tokens->items[next]) ||
	    !is_operator(&source->outline, call, op) || !is_one_line(source, call->close, next) ||
	    ends_in_cr(source, next))
		return false;
	tail->op = op;
	tail->blanks = (struct edit_span){ tokens->items[op].offset + tokens->items[op].length,
					   tokens->items[next].offset };
	return true;
}

/* The column of a token, with what was made in front of it. */
static size_t column_of(const struct source *source, const struct edit_list *made, size_t token)
{
	size_t offset = source->outline.tokens.items[token].offset, columns;
	size_t start = made_start(source, made, edit_line_start(source->text.data, offset));
	struct buf text = {0};

	add_made(source, made, start, offset, &text);
	buf_puts(&text, "");
	start = edit_line_start(text.data, text.length);
	columns = edit_columns(text.data + start, text.length - start);
	buf_free(&text);
	return columns;
}

/* The first token of the line that a token stands on. */
static size_t line_first(const struct source *source, size_t token)
{
	while (token && is_one_line(source, token - 1, token))
		token--;
	return token;
}

/* Where the value begins that the call is a part of: behind a return or an =, else NO_TOKEN. */
static size_t value_begin(const struct source *source, size_t name, size_t first)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = name; i-- > first;)
		if (is_assignment(tokens, i) || token_is(tokens, i, "return"))
			return i + 1;
	return NO_TOKEN;
}

size_t tail_column(const struct source *source, const struct edit_list *made, const struct call *call,
		   const struct tail *tail)
{
	const struct outline *outline = &source->outline;
	size_t open = outline_encloser(outline, call->name), first = line_first(source, call->name), value;

	if (open != NO_TOKEN && open >= first && !token_is(&outline->tokens, open, "{"))
		return column_of(source, made, open) + 1;
	value = value_begin(source, call->name, first);
	if (value != NO_TOKEN && !token_is(&outline->tokens, tail->op, ","))
		return column_of(source, made, value);
	return column_of(source, made, first) + (statement_begin(outline, call->name) == first ? TAB : 0);
}
