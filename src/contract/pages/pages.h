/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the text of a function does with the pages that it got: released, given away, lost, looked at.
 * They are known by the name of their array and by the local variables that hold one of them, or all.
 */
#ifndef GUPTIDY_PAGES_PAGES_H
#define GUPTIDY_PAGES_PAGES_H

#include "calls/summary/across.h"
#include "contract/hold/acquire.h"
#include "contract/path/steps.h"

enum page_use {
	PAGES_ACQUIRED,			/* by the call in question */
	PAGES_NAMED,			/* a variable stands for them from now on */
	PAGES_REPLACED,			/* one of their names stands for something else from now on; with a call:
					   for the pages that it gets */
	PAGES_RELEASED,			/* all, or the first of them up to a count */
	PAGES_RELEASED_ONE,		/* one of them */
	PAGES_FREED,			/* the memory of the array, and nothing else */
	PAGES_KEPT,			/* by something that returns 0 if it took them over */
	PAGES_GIVEN_UP,			/* what kept them is freed, and keeps them no more */
	PAGES_PASSED,			/* to a function that can be read */
	PAGES_ESCAPED,			/* somebody else may release them from now on */
};

struct page_event {
	size_t step;			/* the first token of its step */
	size_t token;			/* where it happens: the name of what is called, or the operator */
	enum page_use use;
	bool is_certain;		/* not behind &&, || or ? */
	uint8_t name;			/* by which of struct pages' names they are called there */
	uint8_t to;			/* of NAMED: and by which from now on */
	bool is_element;		/* of NAMED: that is one of them, not the array */
	enum hold_kind kind;		/* of a release; NONE: some of it this, some that */
	struct across_place release;	/* of one in a function that gets the pages: where; else no source */
	const struct expr *call;	/* or NULL */
	const struct expr *operand;	/* of a release: what stands for the pages */
	struct across_place callee;	/* of PASSED */
	size_t parameter;		/* which one gets them */
	bool is_holder;			/* not the array is meant, but what it is a member of */
	bool clears;			/* of a release by a function: it puts something else in their place */
};

/* The place of the pages: a variable, or a member of what a variable points to. */
struct page_root {
	size_t name;			/* token of the variable */
	const char *member;		/* "->pages", or ""; in the arena */
	bool no_addresses, no_numbers;	/* those of the pages do not stand for them */
	bool is_in_union;		/* the variable has a union in it: other members may be the same place */
};

#define MAX_PAGE_NAMES 8

struct pages {
	struct source *source;
	const struct acquire *acquire;	/* NULL: the pages came from the caller */
	struct page_root root;
	uint32_t names[MAX_PAGE_NAMES];	/* variables that stand for the pages somewhere: their first use in
					   the file; the first is the root's, or NO_USE: it is a member */
	bool is_element[MAX_PAGE_NAMES];	/* of each name: it is one page, or an address in it */
	bool is_mapping[MAX_PAGE_NAMES];	/* of each name: it may be NULL though there are pages */
	size_t n_names;
	struct { struct page_event *items; size_t n, capacity; } events;	/* in the order of the steps */
	bool has_copies;		/* what has the array as a member keeps them in another one, too */
	size_t copied, n_copied;	/* the last assignment that does so, and how many there are */
	bool asks_others;		/* a function that may be another file's gets them */
	bool is_lost;			/* they have too many names */
};

/* The place that an acquire puts its pages into; false: it has no name that can be followed. */
bool page_root_of(struct source *source, const struct acquire *acquire, struct arena *arena,
		  struct page_root *root);

/* The place that an expression points into: `pages + n`, `&work->pages[i]`; false as above. */
bool page_root_in(struct source *source, const struct expr *expr, struct arena *arena,
		  struct page_root *root);

/* Reads what is done with the pages in that place. Freed by pages_free(). */
void pages_read(struct pages *pages, struct source *source, const struct step_exprs *exprs,
		const struct acquire *acquire, struct page_root root, struct arena *arena);

/* Frees it. */
void pages_free(struct pages *pages);

/* The variable that `a->b.c` begins with, or NULL. */
const struct expr *pages_base(const struct expr *expr);

/* True if the expression is the member that the array lies in. */
bool pages_is_member(const struct pages *pages, const struct expr *expr, struct arena *arena);

/* Which of the names the expression is, or n_names. */
size_t pages_name_of(const struct pages *pages, const struct expr *expr);

#endif
