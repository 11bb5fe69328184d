/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A pointer to a function, as far as its file tells: a member of a struct that the file defines, or a variable of
 * the file's own. Nobody else can name either.
 */
#ifndef GUPTIDY_CONVERT_POINTER_H
#define GUPTIDY_CONVERT_POINTER_H

#include "c/source/source.h"

struct pointer {
	struct source *source;
	size_t name;			/* token that declares it */
	size_t close;			/* the parenthesis around that, in front of its parameters */
	const char *record;		/* of a member: its struct's tag, in the source's arena; else NULL */
	struct { size_t *items; size_t n, capacity; } calls;	/* tokens in front of the arguments */
};

/*
 * Reads the pointer that gets the address which token i names. NULL, or why not all that it gets, and all calls, are
 * known to be that: in the source's arena. Freed with pointer_free() either way.
 */
const char *pointer_read(struct source *source, size_t i, struct pointer *pointer);

/* Why other files, or macros, may do more with it than the code of its own file shows; or NULL. */
const char *pointer_why_not(const struct pointer *pointer);

/* Frees it. */
void pointer_free(struct pointer *pointer);

#endif
