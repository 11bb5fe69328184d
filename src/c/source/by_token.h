/* SPDX-License-Identifier: GPL-2.0-only */
/* What was found out at tokens of a source, found again by the token. */
#ifndef GUPTIDY_SOURCE_BY_TOKEN_H
#define GUPTIDY_SOURCE_BY_TOKEN_H

#include "base/data/arena.h"

/* All zero: nothing yet. It lives in the arena that keeps it. */
struct by_token {
	struct by_token_row *items;
	size_t n, size;			/* size is 0 or a power of two, never less than twice n */
};

/* What is kept at the token, or NULL. */
const void *by_token_find(const struct by_token *table, size_t token);

/* Keeps it, not NULL, at a token at which nothing is kept. */
void by_token_keep(struct by_token *table, size_t token, const void *what, struct arena *arena);

#endif
