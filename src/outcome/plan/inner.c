// SPDX-License-Identifier: GPL-2.0-only
/* Arguments of several lines that have moved: what was aligned to a parenthesis in them stays so. */
#include "base/data/buf.h"
#include "outcome/plan/private.h"

#include <string.h>

static size_t column_at(const char *text, size_t at)
{
	size_t start = edit_line_start(text, at);

	return edit_columns(text + start, at - start);
}

static bool begins_line(const char *text, size_t at)
{
	size_t start = edit_line_start(text, at);

	return start && start + strspn(text + start, " \t") == at;
}

/* The parenthesis in the argument that the source aligned token i to, where that begins a line; or NO_TOKEN. */
static size_t aligned_to(const struct source *source, const struct expr *argument, size_t i)
{
	const struct token *tokens = source->outline.tokens.items;
	size_t open = outline_encloser(&source->outline, i);

	if (open == NO_TOKEN || open < argument->first || tokens[i].directive ||
	    !begins_line(source->text.data, tokens[i].offset) ||
	    column_at(source->text.data, tokens[i].offset) != column_at(source->text.data, tokens[open].offset) + 1)
		return NO_TOKEN;
	return open;
}

/* Has the line that a token of the draft begins begin behind the parenthesis. */
static void align(struct draft *draft, size_t token, size_t open)
{
	size_t at = draft_token(draft, token).begin;
	size_t column = column_at(draft->text.data, draft_token(draft, open).begin) + 1;
	struct buf blanks = {0};

	if (!begins_line(draft->text.data, at) || column_at(draft->text.data, at) == column)
		return;
	edit_indent(draft->text.data, at, column, &blanks);
	draft_change(draft, (struct edit_span){ draft_line_start(draft, at), at }, &blanks, draft->call.n);
	buf_free(&blanks);
}

void draft_align_inner(struct draft *draft, size_t i, const struct source *source, const struct expr *was)
{
	for (size_t t = was->first + 1; t < was->last && !draft->is_broken; t++) {
		const struct expr *now = draft->call.arguments[i];
		size_t open = aligned_to(source, was, t);

		if (now->last - now->first != was->last - was->first)
			return;
		if (open != NO_TOKEN)
			align(draft, now->first + (t - was->first), now->first + (open - was->first));
	}
}
