/* SPDX-License-Identifier: GPL-2.0-only */
/* Lines of C as the kernel lays them out. */
#ifndef GUPTIDY_COMPAT_LAYOUT_H
#define GUPTIDY_COMPAT_LAYOUT_H

#include <stddef.h>

struct buf;

/* What stands between parentheses; items are owned. */
struct items {
	char **items;
	size_t n, capacity;
};

/* Adds a formatted item. */
void items_add(struct items *items, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Appends head, which begins a line and ends in its parenthesis, the items with commas, and tail. Lines are
 * broken where they get too long, and go on below the first item. Frees the items.
 */
void items_put(struct buf *out, const char *head, struct items *items, const char *tail);

#endif
