// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "base/data/err.h"
#include "outcome/edit/edit.h"

#include <string.h>

/* The line of an offset for error texts; past the end it is the last line. */
static size_t line_of(const char *text, size_t length, size_t offset)
{
	const char *at = text, *end = text + (offset < length ? offset : length);
	size_t line = 1;

	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		line++;
		at++;
	}
	return line;
}

static bool holds_old_text(const struct edit *edit, const char *text, size_t length)
{
	size_t old_length = strlen(edit->old_text);

	if (edit->offset > length || old_length > length - edit->offset)
		return false;
	return !old_length || !memcmp(text + edit->offset, edit->old_text, old_length);
}

/* Two insertions at one place overlap as well: nothing says which of them comes first. */
static bool overlap(const struct edit *first, const struct edit *second)
{
	if (first->offset == second->offset)
		return *first->old_text || !*second->old_text;
	return second->offset < first->offset + strlen(first->old_text);
}

static int check(const struct edit *edits, size_t n, const char *text, size_t length,
		 struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		const struct edit *edit = &edits[i];

		if (!holds_old_text(edit, text, length))
			return err_set(err,
				       "%s:%zu: the text to replace is not at byte %zu; the file "
				       "changed since it was read, run guptidy again",
				       edit->path, line_of(text, length, edit->offset),
				       edit->offset);
		if (i && overlap(&edits[i - 1], edit))
			return err_set(err,
				       "%s:%zu: two edits overlap at byte %zu; convert this place "
				       "by hand, then run guptidy again",
				       edit->path, line_of(text, length, edit->offset),
				       edit->offset);
	}
	return 0;
}

int edit_apply(const struct edit *edits, size_t n, const char *text, size_t length, struct buf *out,
	       struct err *err)
{
	size_t done = 0;

	if (check(edits, n, text, length, err))
		return -1;
	if (!length)	/* an empty text may be NULL */
		text = "";
	for (size_t i = 0; i < n; i++) {
		buf_add(out, text + done, edits[i].offset - done);
		buf_puts(out, edits[i].new_text);
		done = edits[i].offset + strlen(edits[i].old_text);
	}
	buf_add(out, text + done, length - done);
	return 0;
}
