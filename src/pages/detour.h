/* SPDX-License-Identifier: GPL-2.0-only */
/* Statements in which pages are released, perhaps: loops over an array, and ifs that may be passed by. */
#ifndef GUPTIDY_PAGES_DETOUR_H
#define GUPTIDY_PAGES_DETOUR_H

#include "pages/pages.h"

enum detour_kind {
	DETOUR_LOOP,			/* releases one page each time: all of them behind it */
	DETOUR_DRAIN,			/* gives them away one by one: nobody can tell how far it came */
	DETOUR_CHOICE,			/* releases them or not, and goes on in the same way */
};

struct detour {
	enum detour_kind kind;
	const struct statement *statement;
	size_t token;			/* the release in it, or what gives them away */
	const struct expr *bound;	/* of a loop: it runs while something is less than this; or NULL */
};

struct detours {
	struct detour *items;		/* owned */
	size_t n, capacity;
};

/* Finds those around what a function does with the pages; loops around the acquire are none. */
void detours_read(const struct outline *outline, const struct graph *graph, const struct pages *pages,
		  struct detours *detours);

/* The loop or the drain that the token stands in, a drain before a loop, or NULL. */
const struct detour *detour_loop_at(const struct detours *detours, size_t token);

/* The choice that the condition decides, or NULL. */
const struct detour *detour_choice_of(const struct detours *detours, const struct step *condition);

#endif
