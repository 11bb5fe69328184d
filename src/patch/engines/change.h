/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reads what spatch made of a file as edits. spatch lays out anew what it touches; here its words
 * count, and the blanks are ours: an argument is broken as call_print() would break it.
 */
#ifndef GUPTIDY_ENGINES_CHANGE_H
#define GUPTIDY_ENGINES_CHANGE_H

#include "conversion/convert/convert.h"

struct err;

/*
 * Compares the converter's source with what became of it, token by token, and adds the edits that
 * lead there: to arguments and names of calls, parameters of prototypes, bodies of definitions. A
 * change that reaches further, or costs a comment, is left to a person. -1 sets err and adds
 * nothing: the mentions of the two texts do not go together.
 */
int change_read(struct converter *converter, const char *text, size_t length, struct err *err);

#endif
