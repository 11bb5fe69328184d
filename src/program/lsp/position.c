// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/position.h"

#include "base/data/mem.h"
#include "base/data/utf8.h"

#include <stdlib.h>

void lines_read(struct lines *lines, const char *text, size_t length, enum encoding encoding)
{
	*lines = (struct lines){ .text = text, .length = length, .encoding = encoding };
	VEC_PUSH(lines, 0);
	for (size_t i = 0; i < length; i++)
		if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < length && text[i + 1] == '\n')))
			VEC_PUSH(lines, i + 1);
}

/* The end of a line, without what ends it. */
static size_t line_end(const struct lines *lines, size_t line)
{
	size_t end = line + 1 < lines->n ? lines->items[line + 1] : lines->length;

	if (line + 1 == lines->n)
		return end;
	end--;
	return end - (end > lines->items[line] && lines->text[end] == '\n' && lines->text[end - 1] == '\r');
}

/* The bytes of the character at a byte, and the units that it is; a byte that is no UTF-8 is one of each. */
static size_t step(const struct lines *lines, size_t at, size_t *units)
{
	size_t length = utf8_length(lines->text + at);

	if (!length || length > lines->length - at)
		length = 1;
	*units = lines->encoding == ENCODING_UTF8 ? length : length == 4 ? 2 : 1;
	return length;
}

size_t lines_offset(const struct lines *lines, struct position position)
{
	size_t at, end, passed = 0, units;

	if (position.line >= lines->n)
		return lines->length;
	at = lines->items[position.line];
	end = line_end(lines, position.line);
	while (at < end && passed < position.character) {
		size_t next = at + step(lines, at, &units);

		passed += units;
		if (passed > position.character)	/* in the middle of a character */
			break;
		at = next;
	}
	return at < end ? at : end;
}

static size_t line_of(const struct lines *lines, size_t offset)
{
	size_t low = 0, high = lines->n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (lines->items[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct position lines_position(const struct lines *lines, size_t offset)
{
	struct position position = {0};
	size_t at, units;

	if (offset > lines->length)
		offset = lines->length;
	position.line = line_of(lines, offset);
	at = lines->items[position.line];
	while (at < offset) {
		at += step(lines, at, &units);
		position.character += units;
	}
	return position;
}

void lines_free(struct lines *lines)
{
	free(lines->items);
	*lines = (struct lines){0};
}

static bool number_read(const json_t *json, size_t *number)
{
	json_int_t value = json_integer_value(json);

	*number = (size_t)value;
	return json_is_integer(json) && value >= 0;
}

bool position_read(const json_t *json, struct position *position)
{
	return number_read(json_object_get(json, "line"), &position->line) &&
	       number_read(json_object_get(json, "character"), &position->character);
}

bool range_read(const json_t *json, struct position *start, struct position *end)
{
	return position_read(json_object_get(json, "start"), start) &&
	       position_read(json_object_get(json, "end"), end);
}

static json_t *position_json(struct position position)
{
	return json_pack("{s:I, s:I}", "line", (json_int_t)position.line, "character",
			 (json_int_t)position.character);
}

json_t *range_json(const struct lines *lines, size_t begin, size_t end)
{
	return json_pack("{s:o, s:o}", "start", position_json(lines_position(lines, begin)), "end",
			 position_json(lines_position(lines, end)));
}
