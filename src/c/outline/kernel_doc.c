// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/kernel_doc.h"

#include "base/data/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The end of a line's text: in front of \n, of \r\n, and of the comment's own end. */
static const char *line_end(const char *at, const char *end)
{
	const char *newline = memchr(at, '\n', (size_t)(end - at));
	const char *close = memmem(at, (size_t)(end - at), "*/", 2);

	if (newline && (!close || newline < close))
		return newline > at && newline[-1] == '\r' ? newline - 1 : newline;
	while (close && close > at && (close[-1] == ' ' || close[-1] == '\t'))
		close--;
	return close ? close : end;
}

/* A line of a comment that goes on with the text of the one above: stars, blanks, then no label. */
static bool continues(const char *line, const char *end)
{
	const char *at = line;

	while (at < end && strchr(" \t*", *at))
		at++;
	return at < end && *at != '@' && *at != '\n' && *at != '\r' && *at != '/' &&
	       (at - line) > 3;
}

const char *kernel_doc_description_end(const char *at, const char *end)
{
	const char *stop = line_end(at, end);

	for (;;) {
		const char *next = memchr(stop, '\n', (size_t)(end - stop));

		if (!next || !continues(next + 1, end))
			return stop;
		stop = line_end(next + 1, end);
	}
}

const char *kernel_doc_label(const char *text, const char *end, const char *name)
{
	char *label = mem_printf("@%s:", name);
	const char *found = memmem(text, (size_t)(end - text), label, strlen(label));

	free(label);
	return found;
}
