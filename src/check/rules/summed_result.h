/* SPDX-License-Identifier: GPL-2.0-only */
/* Loops that add up what a call returns, an errno like a number of pages, and go on by the sum alone. */
#ifndef GUPTIDY_RULES_SUMMED_RESULT_H
#define GUPTIDY_RULES_SUMMED_RESULT_H

#include "c/source/source.h"
#include "c/syntax/call.h"

/*
 * The sum in `do { ret = f(...); sum += ret; } while (sum < n)`, a token, if nothing in the loop, nor behind it,
 * looks at ret, nor at the sum for anything but whether to go on. NO_TOKEN: it is no such loop, or nobody can tell.
 */
size_t result_sum(struct source *source, const struct function *function, const struct call *call);

#endif
