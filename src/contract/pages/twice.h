/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The same release written twice on one way: of the same pages by their text, with nothing in between
 * that could make others of them. Who took them does not matter.
 */
#ifndef GUPTIDY_PAGES_TWICE_H
#define GUPTIDY_PAGES_TWICE_H

#include "c/flow/route.h"
#include "c/source/source.h"

struct twice {
	size_t first, second;		/* tokens of the two calls; the same: a loop comes to it again */
	struct route route;		/* the shortest way to the second */
};

/* Calls visit with each in the function that releases again what some way has released before. */
void twice_read(struct source *source, const struct function *function,
		void (*visit)(const struct twice *twice, void *data), void *data);

#endif
