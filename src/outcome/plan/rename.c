// SPDX-License-Identifier: GPL-2.0-only
/* A call that gets another name, or another place: what was aligned to its parenthesis moves with it. */
#include "outcome/plan/private.h"

#include <string.h>

/* The column (from 0) of the first byte of a line that is no blank, at is where the line begins. */
static size_t indentation(const struct draft *draft, size_t at)
{
	return edit_columns(draft->text.data + at, strspn(draft->text.data + at, " \t"));
}

/* The column behind the call's parenthesis. */
static size_t alignment(const struct draft *draft)
{
	size_t open = draft_token(draft, draft->call.open).end;
	size_t start = draft_line_start(draft, open);

	return edit_columns(draft->text.data + start, open - start);
}

/*
 * True if the first line of the call behind its first one begins at that column: if its author
 * indented in another way, nothing moves.
 */
static bool is_aligned(const struct draft *draft, size_t column)
{
	size_t end = draft_line_end(draft, draft_token(draft, draft->call.open).begin);

	return end < draft->end && indentation(draft, end + 1) == column;
}

/*
 * Appends the call from byte `from` on. Where the first of its further lines is aligned to the parenthesis, which
 * stood at that column, all that begin there, or further right, move by so many columns.
 */
static void add_realigned(struct buf *out, const struct draft *draft, size_t from, size_t aligned, int moved)
{
	const char *text = draft->text.data;
	bool moves = is_aligned(draft, aligned);

	for (size_t at = from; at < draft->end;) {
		size_t end = draft_line_end(draft, at);
		size_t next = end < draft->end ? end + 1 : draft->end;
		size_t column;

		buf_add(out, text + at, next - at);
		at = next;
		column = at < draft->end ? indentation(draft, at) : 0;
		if (!moves || at == draft->end || column < aligned)
			continue;
		edit_indent(text, at, column + moved, out);
		at += strspn(text + at, " \t");
	}
}

void draft_realign(struct draft *draft, size_t column)
{
	struct edit_span open = draft_token(draft, draft->call.open);
	int moved = (int)alignment(draft) - (int)column;
	struct buf bytes = {0};

	if (!moved || !is_aligned(draft, column))
		return;
	add_realigned(&bytes, draft, open.end, column, moved);
	draft_change(draft, (struct edit_span){ open.end, draft->end }, &bytes, draft->call.n);
	buf_free(&bytes);
}

void draft_rename(struct draft *draft, const char *name)
{
	struct edit_span old = draft_token(draft, draft->call.name);
	struct buf bytes = {0};

	if (draft->is_broken)
		return;
	buf_puts(&bytes, name);
	add_realigned(&bytes, draft, old.end, alignment(draft), (int)strlen(name) - (int)(old.end - old.begin));
	draft_change(draft, (struct edit_span){ draft->name, draft->end }, &bytes, draft->call.n);
	buf_free(&bytes);
}
