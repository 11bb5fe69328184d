/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The member of a struct that pages lie in, so that functions which know each other only by the struct
 * can be held against each other: who fills it, and who releases what is in it.
 */
#ifndef GUPTIDY_PAGES_MEMBER_H
#define GUPTIDY_PAGES_MEMBER_H

#include "contract/hold/acquire.h"

struct member {
	const char *record;		/* the struct's tag, or its typedef's name */
	const char *name;
};

/*
 * The member in work->pages, &work->pages[i], work->pages + n; all of it lives in the arena. False: it is
 * none, or nobody can tell of what.
 */
bool member_read(struct source *source, const struct expr *expr, struct arena *arena,
		 struct member *member);

/* The same of where a call puts its pages, also by way of a local variable that points there. */
bool member_filled(struct source *source, const struct expr *pages, struct arena *arena, struct member *member);

/* Where the file declares the variable of the name at that token, outside of functions; or NO_TOKEN. */
size_t variable_of_file(struct source *source, size_t name);

/* The struct that an expression is, or points to: its tag, or its typedef's name. NULL: nobody can tell. */
const char *record_of(struct source *source, const struct expr *expr, struct arena *arena);

/* The same of the pages that the release at token i drops, also by way of a local variable. */
bool member_released(struct source *source, size_t i, struct arena *arena, struct member *member);

#endif
