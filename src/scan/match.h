/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Finds many names in a text at once. All of them have an underscore in front of one of a few letters
 * (get_user_pages, unpin_folio): a text is searched for these pairs many bytes at a time, and only
 * where the bytes around a pair are those of a name the word is read. With names that have no such
 * letters in common, each underscore begins a pair; with one that has no inner underscore at all (futex),
 * every word is read.
 */
#ifndef GUPTIDY_SCAN_MATCH_H
#define GUPTIDY_SCAN_MATCH_H

#include "api/symbol.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MATCHER_LETTERS 3

enum matcher_way {
	MATCHER_BY_LETTERS,
	MATCHER_BY_UNDERSCORES,
	MATCHER_BY_WORDS,
};

#define MATCHER_SHORTEST 4		/* where every word is read, those of shorter names cost more */
#define MATCHER_SLOTS 8192		/* of its hash table; it takes half as many names */

struct matcher {
	char letters[MATCHER_LETTERS];	/* each name has an inner _ in front of one of these */
	enum matcher_way way;
	uint8_t around[8192];		/* bits: by the pair and a byte on both sides, hashed */
	bool has_short;			/* some name is shorter than MATCHER_SHORTEST */
	bool is_word[256];		/* bytes of identifiers */
	const struct symbol *symbols;	/* what is looked for */
	size_t n;
	uint8_t begins[8192];		/* bits: by the first bytes of a name, hashed */
	uint16_t slots[MATCHER_SLOTS];	/* 1 + the symbol of a name, hashed; 0: none */
};

/* Fills the tables from n names, which must outlive the matcher. Names that are too many are not found. */
void matcher_init(struct matcher *matcher, const struct symbol *symbols, size_t n);

/*
 * The first mention in text at or behind *offset, or NULL; *offset becomes its first byte. Call
 * again with an offset behind it for the next one.
 */
const struct symbol *matcher_next(const struct matcher *matcher, const char *text, size_t length,
				  size_t *offset);

#endif
