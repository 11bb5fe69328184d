/* SPDX-License-Identifier: GPL-2.0-only */
/* Places of a text as editors count them: lines and units from 0, where guptidy has offsets of bytes. */
#ifndef GUPTIDY_LSP_POSITION_H
#define GUPTIDY_LSP_POSITION_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum encoding {
	ENCODING_UTF16,			/* what all editors know */
	ENCODING_UTF8,			/* units are bytes */
};

struct position {
	size_t line, character;		/* from 0 */
};

/* Where the lines of a text begin. A line ends at \n, \r\n or \r. */
struct lines {
	const char *text;		/* borrowed */
	size_t length;
	enum encoding encoding;
	size_t *items;
	size_t n, capacity;
};

/* Reads a text, which must stay as it is until lines_free(). */
void lines_read(struct lines *lines, const char *text, size_t length, enum encoding encoding);

/* The byte at a position: the end of its line if that is shorter, the end of the text behind all lines. */
size_t lines_offset(const struct lines *lines, struct position position);

/* The position of a byte. */
struct position lines_position(const struct lines *lines, size_t offset);

/* Frees them. */
void lines_free(struct lines *lines);

/* Reads {line, character}, or {start, end}; false: it is none. */
bool position_read(const json_t *json, struct position *position);
bool range_read(const json_t *json, struct position *start, struct position *end);

/* The range of bytes [begin, end), as JSON. */
json_t *range_json(const struct lines *lines, size_t begin, size_t end);

#endif
