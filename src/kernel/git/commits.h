/* SPDX-License-Identifier: GPL-2.0-only */
/* The commits of a range, each of which is a change of its own. */
#ifndef GUPTIDY_GIT_COMMITS_H
#define GUPTIDY_GIT_COMMITS_H

#include <stddef.h>

struct err;

struct commit {
	char *id;			/* whole */
	char *subject;			/* the first paragraph of its message, in one line */
	size_t n_parents;		/* that this clone has: at the end of a shallow one, none */
};

struct commit_list {
	struct commit *items;		/* each behind its parents */
	size_t n, capacity;
};

/*
 * Reads the commits of A..B in the repository around the folder, bare or not; A...B are those of B since it
 * left A. -1 sets err: no repository, no such commit, ... Freed with commit_list_free() either way.
 */
int commits_read(struct commit_list *commits, const char *folder, const char *range, struct err *err);

/* Frees what one commit points to. */
void commit_free(struct commit *commit);

/* Frees it. */
void commit_list_free(struct commit_list *commits);

#endif
