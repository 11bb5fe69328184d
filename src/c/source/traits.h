/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a word is, whatever stands around it. It is asked at token after token, by everybody who goes through a
 * function; it is found out once for each word of a source.
 */
#ifndef GUPTIDY_SOURCE_TRAITS_H
#define GUPTIDY_SOURCE_TRAITS_H

#include "c/source/source.h"

#define TRAIT_SLOT { .size = sizeof(unsigned char *) }

/* What is asked: one static object each, as it is known by its address. */
struct trait {
	struct slot_kind kind;		/* TRAIT_SLOT, or one that hangs on other files */
	/* The answer, less than UCHAR_MAX. Token i is any of the word's. */
	unsigned char (*of_word)(struct source *source, size_t i);
};

/* The answer for the word at token i of the source; 0 if that is no identifier. */
unsigned char trait_of(struct source *source, const struct trait *trait, size_t i);

#endif
