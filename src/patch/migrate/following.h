/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which functions of a migration are declared and defined anew with their calls: all of their prototypes,
 * definitions, exports and addresses in the tree, or none. A first reading of the files notes what stands in the
 * way; then it is decided, and the files with such places are converted once more.
 */
#ifndef GUPTIDY_MIGRATE_FOLLOWING_H
#define GUPTIDY_MIGRATE_FOLLOWING_H

#include "conversion/migration/parameters.h"

struct followed {
	const struct symbol *symbol;
	struct parameters parameters;	/* what the rules agree on, */
	bool is_agreed;			/* if they do */
	char *why_not;			/* or NULL: so far nothing is in the way */
	bool is_news;			/* why_not is worth saying where the function is declared */
};

struct following {
	struct followed *items;		/* one for each callee of the migration */
	size_t n;
	bool is_decided;
};

/* Begins with what the rules alone tell. Freed with following_free(). */
void following_open(const struct migration *migration, struct following *following);

/* The function of that symbol, a part of following; never NULL. */
struct followed *following_of(const struct following *following, const struct symbol *symbol);

/* Notes why a function can't follow, if nothing was in the way before; takes why, which is worth saying, or no news. */
void following_refuse(struct followed *followed, char *why);
void following_pass_over(struct followed *followed, char *why);

/* Frees it. */
void following_free(struct following *following);

#endif
