// SPDX-License-Identifier: GPL-2.0-only
/* Comments that end lines of a call: where they stood in columns, they go on doing so, if all of them can. */
#include "base/data/mem.h"
#include "outcome/plan/private.h"

#include <string.h>

/* Where a comment ends its line, and what it stands behind. */
struct ending {
	size_t code_end, begin;		/* bytes of the draft's text */
	bool is_in_column;		/* more than a blank is in front of it */
};

/* Reads token i; false: it is no comment behind code that ends its line. */
static bool read_ending(const struct draft *draft, size_t i, struct ending *ending)
{
	const struct token_list *tokens = &draft->outline.tokens;
	const char *text = draft->text.data;
	size_t blanks;

	if (!i || i + 1 >= tokens->n || !token_is_comment(&tokens->items[i]))
		return false;
	*ending = (struct ending){ .code_end = draft_token(draft, i - 1).end, .begin = draft_token(draft, i).begin };
	blanks = ending->begin - ending->code_end;
	ending->is_in_column = blanks > 1 || text[ending->code_end] == '\t';
	return strspn(text + ending->code_end, " \t") >= blanks &&
	       draft_line_end(draft, ending->begin) < draft_token(draft, i + 1).begin;
}

static size_t column_of(const struct draft *draft, size_t at)
{
	size_t start = draft_line_start(draft, at);

	return edit_columns(draft->text.data + start, at - start);
}

void draft_note_columns(struct draft *draft)
{
	struct ending ending;

	for (size_t i = 0; i < draft->outline.tokens.n; i++) {
		size_t column = 0;

		if (!read_ending(draft, i, &ending))
			continue;
		if (ending.is_in_column)
			column = column_of(draft, ending.begin);
		VEC_PUSH(&draft->columns, column);
	}
}

/* True if the same comments are there, and each that has a column has room for it. */
static bool can_keep(const struct draft *draft)
{
	struct ending ending;
	size_t n = 0;

	for (size_t i = 0; i < draft->outline.tokens.n; i++) {
		if (!read_ending(draft, i, &ending))
			continue;
		if (n == draft->columns.n)
			return false;
		if (draft->columns.items[n] && column_of(draft, ending.code_end) >= draft->columns.items[n])
			return false;
		n++;
	}
	return n == draft->columns.n;
}

static void move_to(struct draft *draft, const struct ending *ending, size_t column)
{
	struct buf bytes = {0};

	add_blanks(&bytes, column_of(draft, ending->code_end), column);
	draft_change(draft, (struct edit_span){ ending->code_end, ending->begin }, &bytes, draft->call.n);
	buf_free(&bytes);
}

void draft_keep_columns(struct draft *draft)
{
	struct ending ending;
	size_t n = 0;

	if (draft->is_broken || !can_keep(draft))
		return;
	for (size_t i = 0; i < draft->outline.tokens.n && !draft->is_broken; i++) {
		size_t column;

		if (!read_ending(draft, i, &ending))
			continue;
		column = draft->columns.items[n++];
		if (column && column != column_of(draft, ending.begin))
			move_to(draft, &ending, column);
	}
}
