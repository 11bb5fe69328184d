/* SPDX-License-Identifier: GPL-2.0-only */
/* Binary search. */
#ifndef GUPTIDY_DATA_SEARCH_H
#define GUPTIDY_DATA_SEARCH_H

#include <stddef.h>

/*
 * Of n sorted items, sets i to the first that does not lie before what is sought, or to n:
 *	LOWER_BOUND(i, list->n, strcmp(list->items[i].path, path) < 0);
 * is_before is asked of i; it holds for some first items, and for none of the rest.
 */
#define LOWER_BOUND(i, n, is_before)								\
	for (size_t low_ = 0, high_ = (n); (i) = low_ + (high_ - low_) / 2, low_ < high_;)	\
		if (is_before)									\
			low_ = (i) + 1;								\
		else										\
			high_ = (i)

#endif
