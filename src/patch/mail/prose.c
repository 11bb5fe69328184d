// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/prose.h"

#include "base/data/buf.h"

#include <string.h>

#define COLUMNS 72

static void begin_paragraph(struct buf *out)
{
	if (out->length)
		buf_puts(out, "\n");
}

void prose_paragraph(struct buf *out, const char *indent, const char *text)
{
	size_t column = 0;

	begin_paragraph(out);
	for (text += strspn(text, " \t\n"); *text; text += strspn(text, " \t\n")) {
		size_t length = strcspn(text, " \t\n");

		if (column && column + 1 + length > COLUMNS) {
			buf_puts(out, "\n");
			column = 0;
		}
		buf_puts(out, column ? " " : indent);
		column += column ? 1 : strlen(indent);
		buf_add(out, text, length);
		column += length;
		text += length;
	}
	buf_puts(out, "\n");
}

void prose_count(struct buf *out, size_t n, const char *one, const char *many)
{
	buf_printf(out, "%zu %s", n, n == 1 ? one : many);
}

/* Where a line that is too long is broken: at its last blank that has room, or at the first one. */
static size_t room_for(const char *line, size_t length, size_t columns)
{
	size_t at = length;

	if (length <= columns)
		return length;
	for (size_t i = 1; i < length; i++)
		if (line[i] == ' ' && line[i - 1] != ' ' && (i <= columns || at == length))
			at = i;
	return at;
}

void prose_verbatim(struct buf *out, const char *text)
{
	begin_paragraph(out);
	while (*text) {
		size_t length = strcspn(text, "\n"), first = room_for(text, length, COLUMNS - 4);

		buf_puts(out, length ? "    " : "");
		buf_add(out, text, first);
		while (first < length) {
			size_t rest = room_for(text + first, length - first, COLUMNS - 12);

			buf_puts(out, "\n           ");
			buf_add(out, text + first, rest);
			first += rest;
		}
		buf_puts(out, "\n");
		text += length + (text[length] == '\n');
	}
}

void prose_fill(struct buf *out, const char *text, const char *old, const char *now, const char *target)
{
	for (; *text; text++) {
		const char *filled = NULL;

		if (*text == '%')
			filled = text[1] == 'O' ? old : text[1] == 'N' ? now : text[1] == 'T' ? target : NULL;
		if (!filled) {
			buf_add(out, text, 1);
			continue;
		}
		buf_puts(out, filled);
		text++;
	}
}
