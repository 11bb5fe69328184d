/* SPDX-License-Identifier: GPL-2.0-only */
/* What of its source a finding shows, so that a report needs no source. */
#ifndef GUPTIDY_RESULT_EXCERPT_H
#define GUPTIDY_RESULT_EXCERPT_H

#include <stddef.h>
#include <stdint.h>

struct source;

/* A place in a source: bytes from a line's column, both from 1, to just before another. */
struct span {
	uint32_t line, column, end_line, end_column;
};

struct excerpt {
	char *line;			/* the line of the place, or NULL: none is known; of a line that is
					   long, what is around the place; a NUL byte is a blank */
	size_t mark;			/* where in it the place begins */
	char *bytes;			/* the place itself, maybe of several lines; NULL: no text holds it */
	uint32_t column, end_column;	/* of the place, in UTF-16 units, from 1 */
};

/* Fills the excerpt, which is empty or was filled before, from that place of the source. */
void excerpt_read(struct excerpt *excerpt, const struct source *source, struct span span);

/* Frees what it points to. */
void excerpt_free(struct excerpt *excerpt);

/* A line's column in UTF-16 units, from 1, for its column in bytes; a byte that is no UTF-8 is one. */
uint32_t utf16_column(const struct source *source, uint32_t line, uint32_t column);

#endif
