/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of contract/hold/wrapper.h share. */
#ifndef GUPTIDY_HOLD_WRAPPER_PRIVATE_H
#define GUPTIDY_HOLD_WRAPPER_PRIVATE_H

#include "c/flow/graph.h"
#include "contract/hold/acquire.h"

/* One call in a function that may be a wrapper. */
struct wrapper_call {
	struct source *source;
	const struct function *function;
	const struct graph *graph;	/* of the function */
	const struct acquire *acquire;
	size_t target;			/* a token that names where the pages go, or the object that they go
					   into a member of; NO_TOKEN: nothing does */
	bool returns_array;		/* they are put into an array, or a variable, and that is returned */
	bool has_others;		/* more calls in the function hand out pages */
};

/* How the ways behind the call end. */
struct wrapper_ends {
	bool passes;			/* the result itself is returned, with the pages; or their array */
	bool passes_short;		/* and fewer may have come then than were asked for */
	bool says_all;			/* 0 is returned, with the pages */
	bool is_no_count;		/* what is returned on some way can be no number of pages */
	bool is_no_success;		/* 0 is returned without the pages, or something else with them */
	bool is_bad;			/* nobody can tell */
	unsigned fails;			/* what is returned without the pages: RELATION_ bits */
};

/* Walks them all; what is needed meanwhile lives in the arena. */
struct wrapper_ends wrapper_ends_of(const struct wrapper_call *call, struct arena *arena);

/*
 * True if tokens [first, last), which are not those of the call itself, do something with the pages under
 * the name at token target: release them, give them away, or what nobody can tell.
 */
bool wrapper_loses(struct source *source, const struct acquire *acquire, size_t target, size_t first,
		   size_t last);

/*
 * The same of pages that lie in a member of what a parameter points to, as the call's argument says: there
 * they stay, unless they are released, the member is set, or somebody gets the object who may do so.
 */
bool wrapper_loses_member(struct source *source, const struct acquire *acquire, size_t object,
			  size_t first, size_t last);

/* True if the function gives the parameter at that token another value, or its address away. */
bool wrapper_changes(struct source *source, size_t use);

#endif
