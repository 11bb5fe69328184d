// SPDX-License-Identifier: GPL-2.0-only
/* A call that gets another name: what was aligned to its parenthesis moves with it. */
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
 * Appends the rest of the call, from behind its name. Lines that begin at the column behind the
 * parenthesis, or further right, move by as much as the name grows.
 */
static void add_realigned(struct buf *out, const struct draft *draft, size_t after_name,
			  size_t old_length, size_t new_length)
{
	const char *text = draft->text.data;
	size_t aligned = alignment(draft);
	bool moves = is_aligned(draft, aligned);

	for (size_t at = after_name; at < draft->end;) {
		size_t end = draft_line_end(draft, at);
		size_t next = end < draft->end ? end + 1 : draft->end;
		size_t column;

		buf_add(out, text + at, next - at);
		at = next;
		column = at < draft->end ? indentation(draft, at) : 0;
		if (!moves || at == draft->end || column < aligned)
			continue;
		edit_indent(text, at, column + new_length - old_length, out);
		at += strspn(text + at, " \t");
	}
}

void draft_rename(struct draft *draft, const char *name)
{
	struct edit_span old = draft_token(draft, draft->call.name);
	struct buf bytes = {0};

	if (draft->is_broken)
		return;
	buf_puts(&bytes, name);
	add_realigned(&bytes, draft, old.end, old.end - old.begin, strlen(name));
	draft_change(draft, (struct edit_span){ draft->name, draft->end }, &bytes, draft->call.n);
	buf_free(&bytes);
}
