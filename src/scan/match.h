/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Finds many names in a text at once (Wu and Manber, blocks of two bytes): as each name is at least
 * some eleven bytes long, most of a text is jumped over.
 */
#ifndef GUPTIDY_SCAN_MATCH_H
#define GUPTIDY_SCAN_MATCH_H

#include <stddef.h>
#include <stdint.h>

struct gup_function;

struct matcher {
	size_t window;			/* length of the shortest name */
	uint8_t shift[65536];		/* by the window's last two bytes: how far to the next chance */
};

/* Fills the table from the family's names. */
void matcher_init(struct matcher *matcher);

/*
 * The first mention in text at or behind *offset, or NULL; *offset becomes its first byte. Call
 * again with an offset behind it for the next one.
 */
const struct gup_function *matcher_next(const struct matcher *matcher, const char *text,
					size_t length, size_t *offset);

#endif
