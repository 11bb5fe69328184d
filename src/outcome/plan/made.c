// SPDX-License-Identifier: GPL-2.0-only
/* What edits made of the lines that a call stands on: what stands in front of it there has moved it. */
#include "base/data/buf.h"
#include "outcome/plan/private.h"

#include <string.h>

static size_t end_of(const struct edit *edit)
{
	return edit->offset + strlen(edit->old_text);
}

/*
 * The edits of the source that end behind byte `from`: the last ones, as they come in the order of the text. Statements
 * that come in front of a call have a line of their own.
 */
static bool is_of(const struct source *source, const struct edit *edit, size_t from)
{
	return !strcmp(edit->path, source->path) && end_of(edit) > from;
}

/* The first of them that begins at byte `at` or behind it, and ends at `to`; NULL: none does. */
static const struct edit *next_made(const struct source *source, const struct edit_list *made, size_t at, size_t to)
{
	const struct edit *next = NULL;

	for (size_t i = made ? made->n : 0; i-- > 0 && is_of(source, &made->items[i], at);) {
		const struct edit *edit = &made->items[i];

		if (*edit->old_text && edit->offset >= at && end_of(edit) <= to &&
		    (!next || edit->offset < next->offset))
			next = edit;
	}
	return next;
}

size_t made_start(const struct source *source, const struct edit_list *made, size_t from)
{
	size_t start = from;

	for (size_t i = made ? made->n : 0; i-- > 0 && is_of(source, &made->items[i], from);)
		if (made->items[i].offset < start)
			start = edit_line_start(source->text.data, made->items[i].offset);
	return start;
}

void add_made(const struct source *source, const struct edit_list *made, size_t from, size_t to, struct buf *out)
{
	const struct edit *edit;

	while ((edit = next_made(source, made, from, to)) != NULL) {
		buf_add(out, source->text.data + from, edit->offset - from);
		buf_puts(out, edit->new_text);
		from = end_of(edit);
	}
	buf_add(out, source->text.data + from, to - from);
}

size_t made_column(const struct source *source, const struct edit_list *made, size_t at)
{
	size_t start = made_start(source, made, edit_line_start(source->text.data, at)), columns;
	struct buf text = {0};

	add_made(source, made, start, at, &text);
	buf_puts(&text, "");
	start = edit_line_start(text.data, text.length);
	columns = edit_columns(text.data + start, text.length - start);
	buf_free(&text);
	return columns;
}

bool made_between(const struct source *source, const struct edit_list *made, size_t from, size_t to)
{
	for (size_t i = 0; i < (made ? made->n : 0); i++)
		if (is_of(source, &made->items[i], from) && made->items[i].offset < to)
			return true;
	return false;
}
