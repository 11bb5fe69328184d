/* SPDX-License-Identifier: GPL-2.0-only */
/* Repositories and revisions, and what people must be told when there is none. */
#ifndef GUPTIDY_GIT_REVISION_H
#define GUPTIDY_GIT_REVISION_H

#include <git2.h>
#include <stdbool.h>

struct err;

struct revisions {
	git_tree *old, *new;		/* owned by the caller; new is NULL for a single revision */
	char *base;			/* "v6.6 (1a2b3c4d5e6f)"; owned by the caller */
};

/*
 * The repository around a folder; *top becomes its working tree's absolute path without links, owned
 * by the caller. NULL sets err: there is none, or it has no working tree, or one elsewhere; *is_foreign:
 * or it has a form that libgit2 does not know.
 */
git_repository *repository_open(const char *folder, char **top, bool *is_foreign, struct err *err);

/* What REV, A..B or A...B name. -1 sets err, which begins with top. */
int revisions_find(git_repository *repository, const char *top, const char *spec,
		   struct revisions *revisions, struct err *err);

#endif
