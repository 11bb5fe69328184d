/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Wrappers: functions that get pages from the family, from one of its relatives or from another wrapper,
 * and hand them to their caller. Whoever calls one is to check its result and to release the pages.
 */
#ifndef GUPTIDY_HOLD_WRAPPER_H
#define GUPTIDY_HOLD_WRAPPER_H

#include "contract/hold/acquire.h"

struct wrapper {
	enum hold_kind kind;
	enum acquire_answer answer;
	int pages;			/* the parameter that says where they go, from 0; -1: what is
					   returned is the page, or an array of them */
	const char *member;		/* of what that parameter points to: "->pages"; "": it is the
					   array itself */
	int count;			/* the one that says how many; -1: none does */
	bool is_one;			/* one page at most */
	bool is_complete;		/* it hands out all that it is asked for, or none */
	unsigned fails;			/* what it returns without them: bits of contract/hold/relation.h */
	size_t acquire;			/* the call in it that gets them, of several the first */
	unsigned height;		/* how many wrappers it is, one around the other */
};

/*
 * What a function of the source hands to its caller, or NULL: on no way, not on all ways that end well, or
 * nobody can tell. Functions that call each other in a circle hand out nothing.
 */
const struct wrapper *wrapper_of(struct source *source, const struct function *function);

/* The same, asked for on behalf of another source, which calls it. */
const struct wrapper *wrapper_from(struct source *asking, struct source *source,
				   const struct function *function);

#endif
