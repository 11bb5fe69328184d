/* SPDX-License-Identifier: GPL-2.0-only */
/* The other side of a comparison, for rules that look at what a result is compared with. */
#ifndef GUPTIDY_RULES_COMPARED_H
#define GUPTIDY_RULES_COMPARED_H

#include "syntax/expr.h"
#include "syntax/source.h"

/*
 * What tokens [first, last) are compared with by <, <=, > or >=, when they are one side of that; else NULL.
 * It lives in the source's arena.
 */
const struct expr *compared_with(struct source *source, size_t first, size_t last);

#endif
