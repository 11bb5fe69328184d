/* SPDX-License-Identifier: GPL-2.0-only */
/* What a name in a function means, if it is a parameter or a variable of the function. */
#ifndef GUPTIDY_VALUE_LOCAL_H
#define GUPTIDY_VALUE_LOCAL_H

#include "c/source/source.h"

/* How a name is declared in its function. */
struct local {
	bool found;			/* it is a parameter or a local variable */
	int parameter;			/* its place among the parameters, or -1 */
	bool is_pointer, is_bool, is_enum;
	bool is_plain;			/* an integer type's own words: int, unsigned, u32, ..._t */
	bool is_static;			/* it keeps its value from call to call */
	size_t type;			/* token that its type begins with, when found */
	size_t declaration;		/* token of the declared name, when found */
	size_t scope;			/* where the block begins that it counts in; of no parameter */
};

/* Looks for the declaration of the identifier at token use, in the function around it. */
struct local local_find(struct source *source, size_t use);

/*
 * True if both stand for one variable of a name. What C forbids a block to declare twice stands in several
 * arms of an #if, and is one variable behind it.
 */
bool local_is_same(const struct local *left, const struct local *right);

/* As local_find(), whether there is one, of a name that need not stand at token at. */
bool local_is_visible(struct source *source, size_t at, const char *name);

#endif
