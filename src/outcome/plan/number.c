// SPDX-License-Identifier: GPL-2.0-only
/*
 * Arguments that go and come. To an argument belong the comments beside it: in front of it, up to its
 * comma, and behind that comma where they end the line.
 */
#include "outcome/plan/private.h"

#include <string.h>

static bool is_comment(const struct draft *draft, size_t i)
{
	return token_is_comment(&draft->outline.tokens.items[i]);
}

/* Nothing may follow it in its line. */
static bool is_line_comment(const struct draft *draft, size_t i)
{
	return is_comment(draft, i) && draft->text.data[draft_token(draft, i).begin + 1] == '/';
}

/* True if token i + 1 stands on another line than token i. */
static bool ends_line(const struct draft *draft, size_t i)
{
	size_t end = draft_token(draft, i).end;

	return memchr(draft->text.data + end, '\n', draft_token(draft, i + 1).begin - end);
}

/* True for a comment that ends the line of the comma, or of the parenthesis, in front of it. */
static bool closes_line(const struct draft *draft, size_t i)
{
	return is_comment(draft, i) && !is_comment(draft, i - 1) && !ends_line(draft, i - 1) &&
	       ends_line(draft, i);
}

/* The first token that belongs to argument i. */
static size_t first_of(const struct draft *draft, size_t i)
{
	size_t first = draft->call.arguments[i]->first;

	while (is_comment(draft, first - 1) && !closes_line(draft, first - 1))
		first--;
	return first;
}

/* The comma behind argument i, or the parenthesis. */
static size_t comma_of(const struct draft *draft, size_t i)
{
	size_t comma = draft->call.arguments[i]->last;

	while (is_comment(draft, comma))
		comma++;
	return comma;
}

/* The last argument goes, and the comma in front of it; what belongs to the one there stays. */
static void drop_last(struct draft *draft)
{
	size_t i = draft->call.n - 1, first = first_of(draft, i);
	size_t comma = i ? comma_of(draft, i - 1) : first;
	size_t kept = is_line_comment(draft, first - 1) ? draft_token(draft, first).begin :
							   draft_token(draft, first - 1).end;
	struct edit_span span = {
		draft_token(draft, comma).begin, draft_token(draft, comma_of(draft, i) - 1).end,
	};
	struct buf bytes = {0};

	if (i)
		buf_add(&bytes, draft->text.data + draft_token(draft, comma).end,
			kept - draft_token(draft, comma).end);
	draft_change(draft, span, &bytes, i);
	buf_free(&bytes);
}

void draft_drop(struct draft *draft, size_t i)
{
	struct edit_span span;
	size_t first, last;

	if (draft->is_broken)
		return;
	if (i + 1 == draft->call.n) {
		drop_last(draft);
		return;
	}
	first = first_of(draft, i);
	last = comma_of(draft, i);
	if (closes_line(draft, last + 1))
		last++;
	/* What stands behind it must not come to stand behind a comment on the one in front of it. */
	if (i && !is_line_comment(draft, first - 1) && !closes_line(draft, first - 1))
		span = (struct edit_span){ draft_token(draft, first - 1).end, draft_token(draft, last).end };
	else
		span = (struct edit_span){ draft_token(draft, first).begin,
					   draft_token(draft, last + 1).begin };
	draft_change(draft, span, &(struct buf){ .data = "" }, draft->call.n - 1);
}

/* Where a new argument goes, and what stands around it there. */
struct gap {
	size_t at;
	const char *before, *behind;
};

static struct gap gap_at(const struct draft *draft, size_t i)
{
	size_t n = draft->call.n, comma = i ? comma_of(draft, i - 1) : draft->call.open;

	if (!n)
		return (struct gap){ draft_token(draft, draft->call.open).end, "", "" };
	if (i == n && is_line_comment(draft, comma - 1))
		return (struct gap){ draft_token(draft, draft->call.arguments[n - 1]->last - 1).end,
				     ", ", "" };
	if (i == n)
		return (struct gap){ draft_token(draft, comma - 1).end, ", ", "" };
	if (!i || closes_line(draft, comma + 1))
		return (struct gap){ draft_token(draft, first_of(draft, i)).begin, "", ", " };
	return (struct gap){ draft_token(draft, comma).end, " ", "," };
}

void draft_insert(struct draft *draft, size_t i, const char *text)
{
	struct buf bytes = {0};
	struct gap gap;

	if (draft->is_broken)
		return;
	gap = gap_at(draft, i);
	buf_printf(&bytes, "%s%s%s", gap.before, text, gap.behind);
	draft_change(draft, (struct edit_span){ gap.at, gap.at }, &bytes, draft->call.n + 1);
	buf_free(&bytes);
}
