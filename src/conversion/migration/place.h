/* SPDX-License-Identifier: GPL-2.0-only */
/* Where an expression is put into another one: does it need parentheses there? */
#ifndef GUPTIDY_MIGRATION_PLACE_H
#define GUPTIDY_MIGRATION_PLACE_H

#include "c/syntax/expr.h"

struct buf;

/*
 * True if inner, an expression of its own outline, needs parentheses where it replaces the name at a token
 * of whole: as C reads it, or as gcc's -Wparentheses asks for.
 */
bool place_asks_parentheses(const struct outline *outline, const struct expr *whole, size_t token,
			    const struct outline *inner_outline, const struct expr *inner);

/*
 * How many forms of expressions would need parentheses there. Appends them to out (or NULL), with \| in between,
 * and the number behind each name: "left1 + right1", "left1 ? middle1 : right1".
 */
size_t operands_in_place(const struct outline *outline, const struct expr *whole, size_t token, size_t number,
			 struct buf *out);

#endif
