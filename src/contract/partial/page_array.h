/* SPDX-License-Identifier: GPL-2.0-only */
/* What a function does with an array that a call fills with pages. */
#ifndef GUPTIDY_PARTIAL_PAGE_ARRAY_H
#define GUPTIDY_PARTIAL_PAGE_ARRAY_H

#include "contract/hold/acquire.h"

/* What happens to the array, or to pages of it, at one token. */
enum array_event {
	ARRAY_RELEASED,			/* a function releases the first `count` pages of it */
	ARRAY_ALL_USED,			/* a known function reads the first `count` pages of it */
	ARRAY_HANDED_OVER,		/* an unknown function gets it with a number: maybe it does so, too */
	ARRAY_FREED,			/* the array itself is freed */
	ARRAY_DROPPED,			/* a page is released that may be one of it */
	ARRAY_ESCAPED,			/* its pages may be somebody else's from now on */
	ARRAY_CHANGED,			/* it, or an element of it, gets another value */
};

struct array_use {
	size_t token;
	enum array_event event;
	const struct expr *count;	/* of the first three: how many pages */
	bool is_unsigned;		/* of a release: an errno as its count is a large number */
	bool is_other;			/* of a change: the name stands for another array from now on */
};

struct page_array {
	struct source *source;
	const struct function *function;
	const char *text;		/* `pages`, `work->pages` */
	size_t name;			/* its last name, a token */
	bool is_whole;			/* the call fills it from its first element on */
	size_t offset;			/* it fills it behind so many: the name of a local variable; or NO_TOKEN */
	bool is_own;			/* a local array, or memory that the function allocated for it */
	bool is_scoped;			/* that is freed when the function leaves its scope */
	struct array_use *uses;		/* in the order of the text */
	size_t n_uses;
};

/* Reads what the function does with the array of that call; false: it is not known by a name. */
bool page_array_read(struct page_array *array, struct source *source, const struct function *function,
		     const struct acquire *acquire, struct arena *arena);

/* True if the expression is the array. */
bool page_array_is(const struct page_array *array, const struct expr *expr);

/* True if the name at token i ends the array's text. */
bool page_array_at(const struct page_array *array, size_t i);

/* True if tokens [first, last) name the array, other than to ask for a size. */
bool page_array_is_named(const struct page_array *array, size_t first, size_t last);

/* True if that happens somewhere in the statement. */
bool page_array_has(const struct page_array *array, const struct statement *statement,
		    enum array_event event);

#endif
