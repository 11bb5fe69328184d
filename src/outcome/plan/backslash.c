// SPDX-License-Identifier: GPL-2.0-only
/* Backslashes at the ends of a macro's lines: where they stood in one column, they go on doing so. */
#include "base/data/buf.h"
#include "c/source/source.h"
#include "outcome/plan/private.h"

#include <string.h>

/* The end of what is visible in front of the backslash that ends the line at `end`; end itself: none does. */
static size_t visible_end(const char *text, size_t begin, size_t end)
{
	if (end > begin && text[end - 1] == '\r')
		end--;
	if (end == begin || text[end - 1] != '\\')
		return end;
	for (end--; end > begin && strchr(" \t", text[end - 1]);)
		end--;
	return end;
}

/* The column of the backslash that ends the line of a byte; 0: there is none, or just a blank in front of it. */
static size_t backslash_column(const struct source *source, size_t at)
{
	const char *text = source->text.data;
	size_t begin = edit_line_start(text, at), end = edit_line_end(text, source->text.length, at);
	size_t visible = visible_end(text, begin, end), backslash;

	if (visible == end || text[visible] == '\r')
		return 0;
	backslash = visible + strspn(text + visible, " \t");
	return text[backslash] == '\\' && (backslash > visible + 1 || text[visible] == '\t') ?
		edit_columns(text + begin, backslash - begin) : 0;
}

void add_blanks(struct buf *out, size_t from, size_t to)
{
	if (from >= to)
		buf_puts(out, " ");
	for (; (from / TAB + 1) * TAB <= to; from = (from / TAB + 1) * TAB)
		buf_puts(out, "\t");
	if (from < to)
		buf_printf(out, "%*s", (int)(to - from), "");
}

/* Appends a line, from line[skipped] on; its backslash, if it has one, comes into that column. */
static void add_line(struct buf *out, const struct buf *line, size_t skipped, size_t column)
{
	size_t visible = visible_end(line->data, 0, line->length);

	if (visible < skipped || line->data[visible] == '\r' || visible == line->length) {
		buf_add(out, line->data + skipped, line->length - skipped);
		return;
	}
	buf_add(out, line->data + skipped, visible - skipped);
	add_blanks(out, edit_columns(line->data, visible), column);
	visible += strspn(line->data + visible, " \t");
	buf_add(out, line->data + visible, line->length - visible);
}

/* Takes off what both texts end with, of what lies behind the edit as it was. */
static void shrink(const char *text, size_t least, struct edit_span *replaced, struct buf *bytes)
{
	while (replaced->end > least && bytes->length && bytes->data[bytes->length - 1] == text[replaced->end - 1]) {
		replaced->end--;
		bytes->data[--bytes->length] = '\0';
	}
}

/* True if something else in the rest of the line may be changed as well. */
static bool holds_call(const char *text, size_t begin, size_t end)
{
	return memchr(text + begin, '(', end - begin);
}

void align_backslashes(const struct source *source, struct edit_span *replaced, struct buf *bytes)
{
	const char *text = source->text.data;
	size_t column = backslash_column(source, replaced->begin), begin = edit_line_start(text, replaced->begin);
	size_t end = edit_line_end(text, source->text.length, replaced->end), skipped = replaced->begin - begin;
	size_t least = replaced->end;
	struct buf all = {0}, aligned = {0};

	if (!column || holds_call(text, replaced->end, end))
		return;
	buf_add(&all, text + begin, skipped);
	buf_add(&all, bytes->data ? bytes->data : "", bytes->length);
	buf_add(&all, text + replaced->end, end - replaced->end);
	for (size_t at = 0; at <= all.length;) {
		size_t stop = edit_line_end(all.data, all.length, at);
		struct buf line = {0};

		buf_puts(&line, "");
		buf_add(&line, all.data + at, stop - at);
		add_line(&aligned, &line, at ? 0 : skipped, column);
		buf_add(&aligned, "\n", stop < all.length);
		buf_free(&line);
		at = stop + 1;
	}
	replaced->end = end;
	buf_free(&all);
	buf_free(bytes);
	shrink(text, least, replaced, &aligned);
	*bytes = aligned;
}
