/* SPDX-License-Identifier: GPL-2.0-only */
/* The names that a matcher looks for, as tables: how its search is fast. */
#ifndef GUPTIDY_SCAN_MATCH_NAMES_H
#define GUPTIDY_SCAN_MATCH_NAMES_H

#include "kernel/scan/match.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define MATCHER_LETTERS 3
#define MATCHER_SHORTEST 4		/* the bytes of a hash; shorter names have none */
#define MATCHER_BITS (1u << 16)

struct matcher {
	enum matcher_way way;
	char letters[MATCHER_LETTERS];	/* each name has an inner _ in front of one of these, if it is by letters */
	bool has_short;			/* some name is shorter than MATCHER_SHORTEST */
	bool is_word[256];		/* bytes of identifiers */
	uint8_t around[MATCHER_BITS / 8];	/* by the hash of one pair of each name and a byte on both sides */
	uint8_t ends[MATCHER_BITS / 8];	/* by the hash of the last bytes of a name */
	const struct symbol *symbols;	/* what is looked for */
	uint32_t *slots;		/* 1 + the symbol of a name, hashed; 0: none */
	size_t mask;			/* one less than there are slots: a power of two, at most half of it full */
};

/* The place in a table of bits of four bytes. */
static inline uint32_t matcher_hash(const char *bytes)
{
	uint32_t four;

	memcpy(&four, bytes, sizeof(four));
	return four * 2654435761u >> 16;	/* Knuth's multiplicative hash */
}

/* False: none of the names has those four bytes there. */
static inline bool matcher_bit(const uint8_t *bits, const char *bytes)
{
	uint32_t hash = matcher_hash(bytes);

	return bits[hash / 8] & 1u << hash % 8;
}

/* The symbol of that name, or NULL. */
const struct symbol *matcher_find(const struct matcher *matcher, const char *name, size_t length);

#endif
