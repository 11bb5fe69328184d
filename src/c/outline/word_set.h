/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A set of words, known by their hashes alone: it has each that was added, and perhaps another one. So
 * that a word which is none of a few is told from them without a look at its text, and at theirs.
 */
#ifndef GUPTIDY_OUTLINE_WORD_SET_H
#define GUPTIDY_OUTLINE_WORD_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WORD_SET_BITS (1u << 16)

/* All zero: empty. */
struct word_set {
	uint64_t bits[WORD_SET_BITS / 64];
};

static inline void word_set_add_bit(struct word_set *set, uint32_t bit)
{
	set->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static inline bool word_set_has_bit(const struct word_set *set, uint32_t bit)
{
	return set->bits[bit / 64] & UINT64_C(1) << bit % 64;
}

/* Adds a word by its hash, see text_hash(): by either half of it, as one bit alone is set for too many others. */
static inline void word_set_add(struct word_set *set, uint32_t hash)
{
	word_set_add_bit(set, hash % WORD_SET_BITS);
	word_set_add_bit(set, hash / WORD_SET_BITS);
}

/* False: the word of that hash was not added. */
static inline bool word_set_may_have(const struct word_set *set, uint32_t hash)
{
	return word_set_has_bit(set, hash % WORD_SET_BITS) && word_set_has_bit(set, hash / WORD_SET_BITS);
}

/* Adds a word as text. */
void word_set_add_text(struct word_set *set, const char *text);

/* Adds all that the other one has. */
void word_set_join(struct word_set *set, const struct word_set *other);

#endif
