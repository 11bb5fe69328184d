// SPDX-License-Identifier: GPL-2.0-only
#include "convert/doc.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define NEW_LABEL "@gup_flags:"
#define NEW_TEXT "flags modifying pin behaviour"

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

/* The last byte of a description that may go on over several lines. */
static const char *description_end(const char *at, const char *end)
{
	const char *stop = line_end(at, end);

	for (;;) {
		const char *next = memchr(stop, '\n', (size_t)(end - stop));

		if (!next || !continues(next + 1, end))
			return stop;
		stop = line_end(next + 1, end);
	}
}

static const char *find_label(const char *text, const char *end, const char *name)
{
	char *label = mem_printf("@%s:", name);
	const char *found = memmem(text, (size_t)(end - text), label, strlen(label));

	free(label);
	return found;
}

/* How many of the blanks stay behind a label that grew: descriptions keep their column if they can. */
static size_t blanks_behind(const char *blanks, size_t growth)
{
	size_t n = strspn(blanks, " ");

	if (blanks[n] == '\t' || n < 2)
		return strspn(blanks, " \t");
	return n > growth ? n - growth : 1;
}

void convert_doc(struct converter *converter, size_t item, const char *name)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	const struct token *doc;
	const char *text, *end, *label, *blanks, *stop;
	char *old, *new_text;
	size_t n_blanks;

	if (!item || tokens->items[item - 1].kind != TOKEN_KERNEL_DOC)
		return;
	doc = &tokens->items[item - 1];
	text = tokens->text + doc->offset;
	end = text + doc->length;
	label = find_label(text, end, name);
	if (!label)
		return;
	blanks = label + strlen(name) + 2;
	stop = description_end(blanks, end);
	old = mem_strndup(label, (size_t)(stop - label));
	n_blanks = blanks_behind(blanks, strlen(NEW_LABEL) - strlen(name) - 2);
	new_text = mem_printf(NEW_LABEL "%.*s" NEW_TEXT, (int)n_blanks, blanks);
	edit_list_add(converter->edits, converter->source->path,
		      (size_t)(label - tokens->text), old, new_text);
	free(old);
	free(new_text);
}
