/* SPDX-License-Identifier: GPL-2.0-only */
/* The name that somebody meant who wrote another one. */
#ifndef GUPTIDY_DATA_SUGGEST_H
#define GUPTIDY_DATA_SUGGEST_H

#include <stddef.h>

/* The best name so far; starts as {0}. */
struct suggestion {
	const char *name;		/* borrowed; NULL: none is near */
	size_t distance;
};

/*
 * Takes the candidate if it is nearer to what was written than those before, and near enough to be
 * meant: one letter in three may be missing, wrong, too much, or swapped with the next.
 */
void suggest(struct suggestion *best, const char *written, const char *candidate);

/* "; did you mean NAME?", or "" if none is near. The caller frees it. */
char *suggestion_text(const struct suggestion *best);

#endif
