/* SPDX-License-Identifier: GPL-2.0-only */
/* A line of a source as text shows it, with what is meant marked below. */
#ifndef GUPTIDY_FORMAT_SNIPPET_H
#define GUPTIDY_FORMAT_SNIPPET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Bytes [begin, end) of the line, at least one; what is beyond its end has no mark. */
struct mark {
	size_t begin, end;
	bool is_point;			/* ^~~~, what it is about; else ~~~~ */
};

/* What switches the marks' colour on and off; two empty strings without colours. */
struct mark_colour {
	const char *on, *off;
};

/* Prints the line, with its number in front, and n marks, of which one can lie beside another. */
void snippet_print(const char *line, uint32_t number, const struct mark *marks, size_t n,
		   struct mark_colour colour, FILE *out);

#endif
