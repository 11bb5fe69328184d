/* SPDX-License-Identifier: GPL-2.0-only */
/* Words of a driver other than functions of the family: flags.def and locks.def. */
#ifndef GUPTIDY_COMPAT_WORDS_H
#define GUPTIDY_COMPAT_WORDS_H

#include "conversion/compat/compat.h"

/* A word that headers of the kernel hold from a version on; form_macro() names what is 1 then. */
struct asked_word {
	const char *word;		/* NULL: nothing is asked */
	const char *headers;		/* of include/linux, parted by blanks */
	unsigned first;			/* KERNEL() */
};

struct lock_row {
	const char *name;		/* NULL ends the list */
	const char *returns, *second, *text, *without;	/* as in locks.def */
	struct asked_word needs;
	bool is_apart;			/* it is asked for by its own name */
};

/* What the row's function is there with. */
struct asked_word lock_word(const struct lock_row *row);

extern const struct lock_row lock_rows[];

/* How many rows there are. */
extern const size_t lock_row_count;

/* Where the flag is. */
struct asked_word flag_word(const struct gup_flag *flag);

/* Why kernels without the flag do what it asks for, or NULL: they do not. */
const char *flag_is_harmless(const struct gup_flag *flag);

/* True if a kernel is served that may lack the word. */
bool word_is_asked(const struct compat *compat, const struct asked_word *word);

/* Calls visit with each word that the header asks for. */
void words_each(const struct compat *compat, void (*visit)(const struct asked_word *word, void *data),
		void *data);

#endif
