/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which FOLL_* flags the text brings to an argument: named in it, or on a way to it, through local
 * variables, the callers in the file, and constants of the file. What may have been taken away again
 * is not brought; what nobody can follow brings nothing.
 */
#ifndef GUPTIDY_VALUE_BROUGHT_H
#define GUPTIDY_VALUE_BROUGHT_H

#include "c/source/source.h"
#include "c/syntax/expr.h"

#define MAX_BROUGHT 24

struct brought_flag {
	size_t token;			/* where it is named */
	bool always;			/* on all ways to the argument, as far as the text shows */
};

struct brought {
	struct brought_flag items[MAX_BROUGHT];	/* each flag once */
	size_t n;
};

/* Reads the flags that expr brings where it stands. */
void flags_brought(struct source *source, const struct expr *expr, struct brought *brought);

#endif
