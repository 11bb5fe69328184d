// SPDX-License-Identifier: GPL-2.0-only
/* The bytes of a draft: its lines, its tokens, and how they change. */
#include "outcome/plan/private.h"

#include <stdint.h>

size_t draft_line_start(const struct draft *draft, size_t at)
{
	return edit_line_start(draft->text.data, at);
}

size_t draft_line_end(const struct draft *draft, size_t at)
{
	return edit_line_end(draft->text.data, draft->text.length, at);
}

void draft_read(struct draft *draft, size_t n)
{
	outline_read(&draft->outline, draft->text.data + draft->name, draft->end - draft->name);
	draft->is_broken = call_read(&draft->outline, 0, &draft->arena, &draft->call) ||
		draft->call.n != n || draft->call.close + 1 != draft->outline.tokens.n;
}

size_t draft_columns(const struct draft *draft, size_t at)
{
	size_t start = draft_line_start(draft, at), end = draft_line_end(draft, at);

	if (end > start && draft->text.data[end - 1] == '\r')
		end--;
	return edit_columns(draft->text.data + start, end - start);
}

size_t draft_width(const struct draft *draft)
{
	size_t width = 0;

	for (size_t at = draft->name; at < draft->end; at = draft_line_end(draft, at) + 1) {
		size_t columns = draft_columns(draft, at);

		if (columns > width)
			width = columns;
	}
	return width;
}

static void note_change(struct draft *draft, struct edit_span span, size_t length)
{
	struct edit_span *changed = &draft->changed;

	if (span.begin < changed->begin)
		changed->begin = span.begin;
	changed->end = changed->end > span.end ? changed->end - (span.end - span.begin) + length :
		span.begin + length;
}

void draft_change(struct draft *draft, struct edit_span span, const struct buf *bytes, size_t n)
{
	struct buf text = {0};

	buf_add(&text, draft->text.data, span.begin);
	buf_add(&text, bytes->data, bytes->length);
	buf_add(&text, draft->text.data + span.end, draft->text.length - span.end);
	outline_free(&draft->outline);
	buf_free(&draft->text);
	draft->text = text;
	draft->end = draft->end - (span.end - span.begin) + bytes->length;
	note_change(draft, span, bytes->length);
	draft_read(draft, n);
}

struct edit_span draft_changed(const struct draft *draft, struct edit_span *replaced)
{
	struct edit_span changed = draft->changed;

	if (changed.begin == SIZE_MAX)
		changed = (struct edit_span){ draft->name, draft->name };
	*replaced = (struct edit_span){
		draft->old.begin + (changed.begin - draft->name),
		draft->old.end - (draft->end - changed.end),
	};
	return changed;
}

struct edit_span draft_token(const struct draft *draft, size_t i)
{
	const struct token *token = &draft->outline.tokens.items[i];

	return (struct edit_span){
		draft->name + token->offset, draft->name + token->offset + token->length,
	};
}
