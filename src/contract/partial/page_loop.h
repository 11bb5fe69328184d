/* SPDX-License-Identifier: GPL-2.0-only */
/* Loops that go through all pages of an array. */
#ifndef GUPTIDY_PARTIAL_PAGE_LOOP_H
#define GUPTIDY_PARTIAL_PAGE_LOOP_H

#include "contract/partial/page_array.h"
#include "contract/path/variables.h"

struct page_loop {
	const struct expr *limit;	/* of how many pages */
	long off;			/* by how many more it goes on, as with `i <= limit`; less than 0: so many it
					   leaves out, as from 1 on */
	bool is_down;			/* from the last one to the first */
	bool counts_in_head;		/* `while (limit--)`: before this step it was what it says */
};

/*
 * True if a loop with such a head reads or releases an element for each number below a limit, but for so many:
 * `for (i = 0; i < limit; i++) f(array[i])`, `while (limit--) f(array[limit])`. Not if it looks whether there is a
 * page, or compares the index, or one of the variables, with anything else: it may know how many came.
 */
bool page_loop_read(const struct page_array *array, const struct variables *variables, const struct statement *loop,
		    const struct expr *condition, struct arena *arena, struct page_loop *read);

#endif
