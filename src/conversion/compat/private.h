/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share. */
#ifndef GUPTIDY_COMPAT_PRIVATE_H
#define GUPTIDY_COMPAT_PRIVATE_H

#include "conversion/compat/rungs.h"

struct buf;

/* How the lines begin by which the two files are known again. */
#define HEADER_MARK " * Written by `guptidy convert --to "
#define KBUILD_MARK "# Written by guptidy, which writes it anew.\n"

/* --- inlines.c --- */

/* Appends the inlines of one function, each behind the condition of its rung, and the macro that is its name. */
void inlines_write(const struct compat *compat, const struct rungs *rungs, struct buf *out);

/* --- collect.c --- */

/* Functions whose form is asked for, in the order in which they first are. */
struct asked_functions {
	const struct gup_function **items;
	size_t n, capacity;
};

/* The rungs of all functions that are used, in an order in which each can call what stands before it. */
struct all_rungs {
	struct rungs *items;
	size_t n, capacity;
	struct asked_functions asked;
};

/* Collects them; freed with all_rungs_free(). */
void all_rungs_collect(const struct compat *compat, struct all_rungs *all);
void all_rungs_free(struct all_rungs *all);

/* --- flags_and_locks.c --- */

/* Appends definitions of the flags that are used and that an older kernel lacks. */
void flags_write(const struct compat *compat, const struct all_rungs *all, struct buf *out);

/* Appends the mmap lock's functions that are used, where kernels without them are served. */
void locks_write(const struct compat *compat, struct buf *out);

#endif
