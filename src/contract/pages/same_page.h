/* SPDX-License-Identifier: GPL-2.0-only */
/* Loops that count, and release one and the same page each time: `for (i = 0; i < n; i++) put_page(pages[0])`. */
#ifndef GUPTIDY_PAGES_SAME_PAGE_H
#define GUPTIDY_PAGES_SAME_PAGE_H

#include "c/flow/graph.h"
#include "c/source/source.h"
#include "c/syntax/call.h"

/*
 * True if the release stands in such a loop, does so in any case, and nothing in the loop, nor in the function, makes
 * another page of that, or a large one that has many releases.
 */
bool releases_same_page(struct source *source, const struct graph *graph, const struct call *release);

#endif
