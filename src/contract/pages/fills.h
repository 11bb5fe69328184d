/* SPDX-License-Identifier: GPL-2.0-only */
/* Which arrays of pages the calls of a function fill: read once for all releases of the function. */
#ifndef GUPTIDY_PAGES_FILLS_H
#define GUPTIDY_PAGES_FILLS_H

#include "contract/hold/acquire.h"
#include "contract/pages/part.h"

struct fill {
	size_t token;			/* the call */
	const char *array;		/* its text: see array_in() */
	struct part part;		/* of it */
	enum hold_kind kind;		/* NONE: nobody knows what is put there */
};

/* Begins zeroed. */
struct fills {
	struct fill *items;		/* in the order of the text */
	size_t n, capacity;
	struct arena arena;		/* of the texts */
	bool is_read;
};

/* Reads those of the function, unless that was done before. Freed by fills_free(). */
void fills_read(struct fills *fills, struct source *source, const struct function *function);

/* Frees what fills_read() made. */
void fills_free(struct fills *fills);

/* What the call at a token puts into the array, or NULL: it is none, or leaves the array alone. */
const struct fill *fill_at(const struct fills *fills, size_t token, const char *array);

#endif
