/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tokens that a rule looks for in the function around each call: found once for a source. A function with
 * thousands of calls is not gone through for each of them.
 */
#ifndef GUPTIDY_SYNTAX_MARKS_H
#define GUPTIDY_SYNTAX_MARKS_H

#include "syntax/token.h"

enum mark {
	MARK_LOCK,			/* names an mmap lock */
	MARK_REFERENCE_DROP,		/* drops a reference of a page */
	N_MARKS
};

struct marks {
	size_t *items;			/* tokens, in order */
	size_t n, capacity;
	bool is_read;
};

/* Finds those that the function is true for, if that was not done before. */
void marks_read(struct marks *marks, const struct token_list *tokens,
		bool (*is_marked)(const struct token_list *tokens, size_t i));

/* The first mark at token or behind it, as an index of items; n: there is none. */
size_t marks_from(const struct marks *marks, size_t token);

#endif
