/* SPDX-License-Identifier: GPL-2.0-only */
/* Arrays of pages, and single pages: what they go by in a function. */
#ifndef GUPTIDY_PAGES_ARRAY_H
#define GUPTIDY_PAGES_ARRAY_H

#include "c/source/source.h"
#include "c/syntax/expr.h"

/*
 * The array in pages, pages + n, &pages[n], pages[i], &page, and in the folio of such a page: a name or a
 * member. A local variable that is nothing but such an expression stands for what it was set to. NULL: what
 * else?
 */
const struct expr *array_in(struct source *source, const struct expr *expr);

/* The page of which an expression is the folio, or the head: `page_folio(page)`. Else the expression. */
const struct expr *array_page_of(const struct outline *outline, const struct expr *expr);

/*
 * The array of which a local `page` is an element, `page = pages[i]`, on all ways on which it is not NULL;
 * or NULL.
 */
const struct expr *array_of_element(struct source *source, const struct expr *page);

/*
 * The array in `*p`, `*p++`, of a local variable that goes through it and does nothing else, p = pages; p < end; p++:
 * no page is put there by way of it, and nobody else gets it. Or NULL.
 */
const struct expr *array_walked(struct source *source, const struct expr *element);

/*
 * The array into which a page is put by way of the local variable at token i that goes through it, `*p++ = page`,
 * `p[n] = page`; or NULL. Of several the first.
 */
const struct expr *array_stored(struct source *source, size_t i);

/* True if the value that begins at token i has no pages in it: memory just allocated, NULL, { }. */
bool array_is_empty(const struct outline *outline, size_t i);

#endif
