/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Finds many names in a text at once. All of them have an underscore in front of one of a few letters
 * (get_user_pages, unpin_folio): a text is searched for these pairs many bytes at a time, and only
 * where the bytes around a pair are those of a name the word is read. With names that have no such
 * letters in common, each underscore begins a pair; with one that has no inner underscore at all (futex),
 * the text is searched for the last byte of every word, and those are read that end as a name does. What
 * a text costs does not hang on how many names there are.
 */
#ifndef GUPTIDY_SCAN_MATCH_H
#define GUPTIDY_SCAN_MATCH_H

#include "kernel/api/symbol.h"

#include <stddef.h>

struct matcher;

enum matcher_way {
	MATCHER_BY_LETTERS,
	MATCHER_BY_UNDERSCORES,
	MATCHER_BY_WORDS,
};

/* Of n names, which must outlive it; a name that is there several times is the first of them. */
struct matcher *matcher_new(const struct symbol *symbols, size_t n);

/* NULL is fine. */
void matcher_free(struct matcher *matcher);

/* How it searches. */
enum matcher_way matcher_way(const struct matcher *matcher);

/*
 * The first mention in text at or behind *offset, or NULL; *offset becomes its first byte. Call
 * again with an offset behind it for the next one.
 */
const struct symbol *matcher_next(const struct matcher *matcher, const char *text, size_t length,
				  size_t *offset);

#endif
