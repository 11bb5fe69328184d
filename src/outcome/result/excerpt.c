// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/excerpt.h"

#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "c/source/source.h"

#include <stdlib.h>
#include <string.h>

/* Bytes: longer lines are shown around the place only. */
#define SHOWN 160

/* The first end of a character at end or behind it, of those that begin at begin. */
static size_t whole_characters(const char *text, size_t begin, size_t end)
{
	while (begin < end) {
		size_t length = utf8_length(text + begin);

		begin += length ? length : 1;
	}
	return begin;
}

static void read_line(struct excerpt *excerpt, const struct source *source, size_t begin, size_t end,
		      size_t place)
{
	const char *text = source->text.data;

	if (place - begin > SHOWN)
		begin = place - SHOWN / 2;
	if (end - place > SHOWN)
		end = whole_characters(text, begin, place + SHOWN);
	excerpt->line = mem_calloc(end - begin + 1, 1);
	for (size_t i = begin; i < end; i++)
		excerpt->line[i - begin] = text[i] ? text[i] : ' ';
	excerpt->mark = place - begin;
}

static char *read_bytes(const struct source *source, size_t begin, size_t end)
{
	char *bytes;

	if (end > source->text.length || begin >= end)
		return NULL;
	bytes = mem_strndup(source->text.data + begin, end - begin);
	if (strlen(bytes) == end - begin)
		return bytes;
	free(bytes);
	return NULL;
}

void excerpt_read(struct excerpt *excerpt, const struct source *source, struct span span)
{
	size_t begin, end, last, last_end;

	excerpt_free(excerpt);
	excerpt->column = utf16_column(source, span.line, span.column);
	excerpt->end_column = utf16_column(source, span.end_line, span.end_column);
	if (!source_line(source, span.line, &begin, &end) || span.column - 1 > end - begin)
		return;
	read_line(excerpt, source, begin, end, begin + span.column - 1);
	if (source_line(source, span.end_line, &last, &last_end))
		excerpt->bytes = read_bytes(source, begin + span.column - 1,
					    last + span.end_column - 1);
}

void excerpt_free(struct excerpt *excerpt)
{
	free(excerpt->line);
	free(excerpt->bytes);
	*excerpt = (struct excerpt){0};
}

uint32_t utf16_column(const struct source *source, uint32_t line, uint32_t column)
{
	const char *text = source->text.data;
	size_t begin, end, at;
	uint32_t units = 1;

	if (!source_line(source, line, &begin, &end))
		return column;
	end = begin + column - 1 < source->text.length ? begin + column - 1 : source->text.length;
	for (at = begin; at < end; units++) {
		size_t length = utf8_length(text + at);

		/* Beyond the first plane: two units. */
		if (length == 4)
			units++;
		at += length ? length : 1;
	}
	return units;
}
