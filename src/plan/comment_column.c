// SPDX-License-Identifier: GPL-2.0-only
/* Comments that end lines of a call: where they stood in columns, they go on doing so, if all of them can. */
#include "base/mem.h"
#include "plan/private.h"

#include <string.h>

/* Where a comment ends its line, and what it stands behind. */
struct tail {
	size_t code_end, begin;		/* bytes of the draft's text */
	bool is_in_column;		/* more than a blank is in front of it */
};

/* Reads token i; false: it is no comment behind code that ends its line. */
static bool read_tail(const struct draft *draft, size_t i, struct tail *tail)
{
	const struct token_list *tokens = &draft->outline.tokens;
	const char *text = draft->text.data;
	size_t blanks;

	if (!i || i + 1 >= tokens->n || !token_is_comment(&tokens->items[i]))
		return false;
	*tail = (struct tail){ .code_end = draft_token(draft, i - 1).end, .begin = draft_token(draft, i).begin };
	blanks = tail->begin - tail->code_end;
	tail->is_in_column = blanks > 1 || text[tail->code_end] == '\t';
	return strspn(text + tail->code_end, " \t") >= blanks &&
	       draft_line_end(draft, tail->begin) < draft_token(draft, i + 1).begin;
}

static size_t column_of(const struct draft *draft, size_t at)
{
	size_t start = draft_line_start(draft, at);

	return edit_columns(draft->text.data + start, at - start);
}

void draft_note_columns(struct draft *draft)
{
	struct tail tail;

	for (size_t i = 0; i < draft->outline.tokens.n; i++) {
		size_t column = 0;

		if (!read_tail(draft, i, &tail))
			continue;
		if (tail.is_in_column)
			column = column_of(draft, tail.begin);
		VEC_PUSH(&draft->columns, column);
	}
}

/* True if the same comments are there, and each that has a column has room for it. */
static bool can_keep(const struct draft *draft)
{
	struct tail tail;
	size_t n = 0;

	for (size_t i = 0; i < draft->outline.tokens.n; i++) {
		if (!read_tail(draft, i, &tail))
			continue;
		if (n == draft->columns.n)
			return false;
		if (draft->columns.items[n] && column_of(draft, tail.code_end) >= draft->columns.items[n])
			return false;
		n++;
	}
	return n == draft->columns.n;
}

static void move_to(struct draft *draft, const struct tail *tail, size_t column)
{
	struct buf bytes = {0};

	add_blanks(&bytes, column_of(draft, tail->code_end), column);
	draft_change(draft, (struct edit_span){ tail->code_end, tail->begin }, &bytes, draft->call.n);
	buf_free(&bytes);
}

void draft_keep_columns(struct draft *draft)
{
	struct tail tail;
	size_t n = 0;

	if (draft->is_broken || !can_keep(draft))
		return;
	for (size_t i = 0; i < draft->outline.tokens.n && !draft->is_broken; i++) {
		size_t column;

		if (!read_tail(draft, i, &tail))
			continue;
		column = draft->columns.items[n++];
		if (column && column != column_of(draft, tail.begin))
			move_to(draft, &tail, column);
	}
}
