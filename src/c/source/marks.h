/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tokens that somebody looks for in the function around each call: found once for a source. A function with
 * thousands of calls is not gone through for each of them.
 */
#ifndef GUPTIDY_SOURCE_MARKS_H
#define GUPTIDY_SOURCE_MARKS_H

#include "c/outline/word_set.h"
#include "c/source/source.h"

struct marks {
	size_t *items;			/* tokens, in order; in the source's arena */
	size_t n;
};

#define MARK_SLOT { .size = sizeof(struct marks *) }

/* What is marked: one static object each, as it is known by its address. */
struct mark {
	struct slot_kind kind;		/* MARK_SLOT, or one that hangs on other files */
	bool (*is_word)(struct source *source, size_t i);	/* the word at its first token, asked once */
	bool is_called;			/* only where it is called; a word that never is is not asked about */
	/* Adds the words that may be marked, so that no other one is asked about; NULL: any may. */
	void (*add_words)(struct source *source, struct word_set *words);
};

/* The tokens of the source that are marked so. */
const struct marks *marks_of(struct source *source, const struct mark *mark);

/* The first mark at token or behind it, as an index of items; n: there is none. */
size_t marks_from(const struct marks *marks, size_t token);

#endif
