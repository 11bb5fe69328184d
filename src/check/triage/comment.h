/* SPDX-License-Identifier: GPL-2.0-only */
/* What a comment says to guptidy: `guptidy: allow RULE[, RULE...] - reason`. Knows no rule. */
#ifndef GUPTIDY_TRIAGE_COMMENT_H
#define GUPTIDY_TRIAGE_COMMENT_H

#include <stddef.h>

/* What a line of a comment begins with that is meant for us. */
#define COMMENT_MARK "guptidy:"

/* One `guptidy: allow`. */
struct permit {
	struct { char **items; size_t n, capacity; } rules;	/* the names, as they were written */
	char *reason;			/* on one line; "" when none is given */
};

struct permit_list {
	struct permit *items;		/* owned */
	size_t n, capacity;
};

/*
 * Appends the permits of a comment, which is given with its delimiters. Each begins a line of the
 * comment, and goes on to the next one, to an empty line or to the end. Freed with
 * permit_list_free().
 */
void comment_read(const char *text, size_t length, struct permit_list *permits);

/* Frees all permits. */
void permit_list_free(struct permit_list *permits);

#endif
