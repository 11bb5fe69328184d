/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a text travels in a mail, and how to undo it: encodings, and lines that a mail program filled. Where
 * the RFCs leave a choice, or `git mailinfo` makes another, it is done as there: what lint reads is what
 * `git am` applies.
 */
#ifndef GUPTIDY_CHANGE_TRANSFER_H
#define GUPTIDY_CHANGE_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

struct decoded;

struct transfer {
	enum { PLAIN, QUOTED_PRINTABLE, BASE64 } encoding;
	bool is_flowed;			/* format=flowed: a line that ends with a blank goes on in the next */
	bool drops_blank;		/* delsp=yes: that blank is no text */
};

/* Lines [at, end) of a text, and the number of the first. */
struct region {
	const char *at, *end;
	unsigned line;
};

struct decoder {
	struct decoded *decoded;
	unsigned line;			/* that is being read */
	bool inside;			/* of a line that is being written */
};

/* The next line with its newline, taken off the region; false at the end. */
bool region_next_line(struct region *region, struct region *line);

/* True if the line begins with the word. */
bool region_begins(const struct region *line, const char *word);

/* Appends the decoded body. */
void transfer_decode(struct decoder *decoder, const struct transfer *transfer, struct region body);

/* True if a line of the decoded body begins as one of a diff does. */
bool transfer_may_be_diff(const struct transfer *transfer, struct region body);

/* Notes that something ends here: the last line that was decoded may have no newline. */
void transfer_end(struct decoder *decoder);

/* Ends the last line, if it has no newline: the next text begins on a line of its own. */
void transfer_end_line(struct decoder *decoder);

#endif
