// SPDX-License-Identifier: GPL-2.0-only
/* Lines, and their columns. */
#include "base/data/buf.h"
#include "outcome/edit/edit.h"

#include <stdbool.h>
#include <string.h>

#define TAB 8

/* A byte inside a UTF-8 character takes no column; a Latin-1 letter is none of these. */
static bool takes_column(char byte)
{
	return ((unsigned char)byte & 0xc0) != 0x80;
}

size_t edit_columns(const char *bytes, size_t length)
{
	size_t column = 0;

	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == '\t')
			column += TAB - column % TAB;
		else if (takes_column(bytes[i]))
			column++;
	}
	return column;
}

size_t edit_line_start(const char *text, size_t at)
{
	while (at && text[at - 1] != '\n')
		at--;
	return at;
}

size_t edit_line_end(const char *text, size_t length, size_t at)
{
	const char *newline = at < length ? memchr(text + at, '\n', length - at) : NULL;

	return newline ? (size_t)(newline - text) : length;
}

static bool has_blanks_alone(const char *line)
{
	return *line == ' ' && line[strspn(line, " ")] != '\t';
}

void edit_indent(const char *text, size_t at, size_t column, struct buf *out)
{
	bool has_tabs = !has_blanks_alone(text + edit_line_start(text, at));

	for (; has_tabs && column >= TAB; column -= TAB)
		buf_puts(out, "\t");
	for (; column; column--)
		buf_puts(out, " ");
}
