/* SPDX-License-Identifier: GPL-2.0-only */
/* Whether the text shows that somebody keeps a number small. */
#ifndef GUPTIDY_VALUE_BOUND_H
#define GUPTIDY_VALUE_BOUND_H

#include "c/source/source.h"
#include "c/syntax/expr.h"

/*
 * True if something in the function compares expr, or what it is made of, with a limit, masks it, hands
 * it to another function, or gives it a value of 32 bits; also true if nobody can follow it.
 */
bool bound_in_sight(struct source *source, const struct expr *expr);

#endif
