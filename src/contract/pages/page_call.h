/* SPDX-License-Identifier: GPL-2.0-only */
/* What the kernel's functions do with a page, or an array of pages, that they get: see page_calls.def. */
#ifndef GUPTIDY_PAGES_PAGE_CALL_H
#define GUPTIDY_PAGES_PAGE_CALL_H

#include "c/outline/token.h"

enum page_effect {
	PAGE_EFFECT_READS,		/* they look at it and keep nothing */
	PAGE_EFFECT_DEVICE,		/* the same, and a device gets to know where it lies */
	PAGE_EFFECT_YIELDS,		/* the same, and the result stands for the page */
	PAGE_EFFECT_NUMBER,		/* the same: it is the page's number, or its place in memory */
	PAGE_EFFECT_ADDRESS,		/* the same: it is an address in the page */
	PAGE_EFFECT_MAPS,		/* the same, or NULL if that fails */
	PAGE_EFFECT_FREES,		/* they free the memory of the array */
	PAGE_EFFECT_KEEPS,		/* they keep the pages if they return 0 */
	PAGE_EFFECT_STORES,		/* they put it into what their first argument points to */
	PAGE_EFFECT_UNKNOWN,
};

/* The effect of the function whose name is token i. */
enum page_effect page_effect_of(const struct token_list *tokens, size_t i);

/* True if it is a call of a function that may do anything to the objects that others know, too. */
bool page_call_is_unknown(const struct token_list *tokens, size_t i);

#endif
