/* SPDX-License-Identifier: GPL-2.0-only */
/* Words of a driver other than functions of the family: flags.def and locks.def. */
#ifndef GUPTIDY_COMPAT_WORDS_H
#define GUPTIDY_COMPAT_WORDS_H

#include "api/api.h"

#define MMAP_LOCK_FIRST KERNEL(5, 8)	/* that has the functions */
#define MMAP_LOCK_MACRO "GUP_COMPAT_MMAP_LOCK"

struct lock_row {
	const char *name;		/* NULL ends the list */
	const char *returns, *second;	/* as in locks.def */
	unsigned first;
	const char *text;
};

extern const struct lock_row lock_rows[];

/* How many rows there are. */
extern const size_t lock_row_count;

/* Why kernels without the flag do what it asks for, or NULL: they do not. */
const char *flag_is_harmless(const struct gup_flag *flag);

#endif
