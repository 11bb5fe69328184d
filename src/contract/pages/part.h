/* SPDX-License-Identifier: GPL-2.0-only */
/* Parts of an array of pages: `pages`, `&pages[1]`, `pages + n`, and so many from there on. */
#ifndef GUPTIDY_PAGES_PART_H
#define GUPTIDY_PAGES_PART_H

#include "contract/hold/acquire.h"

struct part {
	const struct expr *from;	/* the number of its first page: `n` of pages + n; NULL: that of the array */
	const struct expr *count;	/* how many pages; NULL: one, or nobody knows */
	bool is_one;
	bool is_unknown;		/* it goes by another name, or begins nobody knows where */
};

/* How two parts of one array stand to each other. */
enum parts {
	PARTS_ALIKE,			/* both begin with the same page */
	PARTS_APART,			/* no page is in both */
	PARTS_UNKNOWN,
};

/* The part that begins where an expression points to, or is. count may be NULL. */
struct part part_at(struct source *source, const struct expr *expr, const struct expr *count, bool is_one);

/* The part that a call fills; one that fills a member of what it gets fills all of it. */
struct part part_of_acquire(struct source *source, const struct acquire *acquire);

/* How these two, of one function, stand to each other. */
enum parts parts_compare(struct source *source, const struct part *a, const struct part *b);

#endif
