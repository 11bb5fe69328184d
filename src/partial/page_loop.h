/* SPDX-License-Identifier: GPL-2.0-only */
/* Loops that go through all pages of an array. */
#ifndef GUPTIDY_PARTIAL_PAGE_LOOP_H
#define GUPTIDY_PARTIAL_PAGE_LOOP_H

#include "partial/page_array.h"
#include "path/variables.h"

/*
 * True if a loop with such a head reads or releases an element for each number from 0 up to *limit:
 * `for (i = 0; i < limit; i++) f(array[i])`; with <= that one as well. Not if it looks whether there is a page,
 * or compares the index, or one of the variables, with anything else: it may know how many came.
 */
bool page_loop_is_over_all(const struct page_array *array, const struct variables *variables,
			   const struct statement *loop, const struct expr *condition, const struct expr **limit);

#endif
