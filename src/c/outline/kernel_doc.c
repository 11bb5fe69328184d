// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/kernel_doc.h"

#include "base/data/mem.h"

#include <ctype.h>
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
	       (at - line > 3 || memchr(line, '\t', (size_t)(at - line)));
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

/* Where the line begins whose text begins at label, behind blanks and stars; NULL: other text does. */
static const char *line_of(const char *text, const char *label)
{
	while (label > text && strchr(" \t*", label[-1]))
		label--;
	return label > text && label[-1] == '\n' ? label : NULL;
}

/* True if no text follows that may belong to the description: in the next line, or indented behind an empty one. */
static bool ends_there(const char *next, const char *end)
{
	while (next < end && strchr(" \t*", *next))
		next++;
	if (next < end && (*next == '\n' || *next == '\r')) {
		next = memchr(next, '\n', (size_t)(end - next));
		return next && !continues(next + 1, end);
	}
	return next < end && (*next == '@' || *next == '/');
}

bool kernel_doc_lines(const char *text, const char *end, const char *name, const char **begin, const char **behind)
{
	const char *label = kernel_doc_label(text, end, name), *stop;

	*begin = label ? line_of(text, label) : NULL;
	stop = *begin ? kernel_doc_description_end(label, end) : NULL;
	stop = stop ? memchr(stop, '\n', (size_t)(end - stop)) : NULL;
	*behind = stop ? stop + 1 : NULL;
	return stop && ends_there(*behind, end);
}

static bool is_word_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

bool kernel_doc_names(const char *text, const char *end, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = text; (at = memmem(at, (size_t)(end - at), name, length)); at++)
		if (at > text && at[-1] == '@' && (at + length == end || !is_word_byte(at[length])))
			return true;
	return false;
}
