/* SPDX-License-Identifier: GPL-2.0-only */
/* Reaching definitions: which assignments to a local variable can reach a use, over all ways. */
#ifndef GUPTIDY_VALUE_REACHING_H
#define GUPTIDY_VALUE_REACHING_H

#include "c/source/source.h"
#include "c/syntax/expr.h"

struct assignment {
	size_t name;			/* token of the variable */
	size_t op;			/* =, |=, &=, ... ; NO_TOKEN when the address is taken */
	bool is_address;		/* then somebody may write to it later, too */
	const struct expr *value;		/* the right side; NULL for ++, an address taken, a cut value */
};

struct assignments {
	struct assignment *items;	/* owned; in the order of the text */
	size_t n, capacity;
	bool whole;			/* no way leads from the function's begin to the use without one */
	bool cut;			/* there may be others that nobody can follow */
};

/*
 * The assignments to the variable used at token use that can reach it. What the tree leaves out
 * is no way if the source is narrowed: see source_narrowed(). The caller frees items.
 */
void reaching_assignments(struct source *source, size_t use, struct assignments *list);

#endif
