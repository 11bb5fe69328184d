/* SPDX-License-Identifier: GPL-2.0-only */
/* Statements in which pages are released, perhaps: loops over an array, and ifs that may be passed by. */
#ifndef GUPTIDY_PAGES_DETOUR_H
#define GUPTIDY_PAGES_DETOUR_H

#include "contract/pages/pages.h"

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
	bool is_whole;			/* of a loop: each page from the first on is released in any case */
	size_t exit;			/* of a drain: the block where it ends when it has run through, or
					   NO_BLOCK: nobody can tell how much of it a way has seen */
};

#define NO_BLOCK ((size_t)-1)

struct detours {
	struct detour *items;		/* owned */
	size_t n, capacity;
};

/* Finds those around what a function does with the pages; loops around the acquire are none. */
void detours_read(const struct outline *outline, const struct graph *graph, const struct pages *pages,
		  struct detours *detours);

/* The loop or the drain that the token stands in, a drain before a loop, or NULL. */
const struct detour *detour_loop_at(const struct detours *detours, size_t token);

/* Does the edge to that block end a drain that ran through? One that is left by a goto did not. */
bool detour_ends(const struct detour *drain, const struct graph *graph, size_t to);

/*
 * Does the condition in the drain ask for what an earlier round left? A way that has seen nothing given away is
 * in the first one.
 */
bool detour_asks_back(const struct outline *outline, const struct detour *drain, const struct step *condition);

/* The choice that the condition decides, or NULL. */
const struct detour *detour_choice_of(const struct detours *detours, const struct step *condition);

#endif
