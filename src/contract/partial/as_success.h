/* SPDX-License-Identifier: GPL-2.0-only */
/* An errno that is taken for success, as its result is told from 0 alone: `if (!ret) return -ENOMEM;`. */
#ifndef GUPTIDY_PARTIAL_AS_SUCCESS_H
#define GUPTIDY_PARTIAL_AS_SUCCESS_H

#include "contract/hold/acquire.h"

/* Where a function does so first. */
struct as_success {
	size_t token;			/* where the page is used, or the function left; NO_TOKEN: nowhere */
	bool is_used;			/* the former */
	const struct expr *branch;	/* the test before that, or NULL: it stands there itself */
	bool is_true;			/* the way that it took there */
};

/*
 * Follows the result of a call that returns how many pages came, or an errno. Without doubt are two: the page, of
 * which nothing else says whether it came, is used; or the function returns success where it returns an error for
 * 0, and nobody else gets to see the result. Expressions live in the arena.
 */
void as_success_read(struct as_success *found, struct source *source, const struct acquire *acquire,
		     struct arena *arena);

#endif
