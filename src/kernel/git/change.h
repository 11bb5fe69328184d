/* SPDX-License-Identifier: GPL-2.0-only */
/* A change from a git repository, through libgit2 where it is quick enough. */
#ifndef GUPTIDY_GIT_CHANGE_H
#define GUPTIDY_GIT_CHANGE_H

#include <stdbool.h>

struct change;
struct err;

/* Which change, and which of its files. */
struct git_options {
	const char *folder;		/* somewhere in the repository */
	const char *base;		/* REV, A..B or A...B; NULL: HEAD */
	bool staged;			/* HEAD and the index, base is not used */
	unsigned threads;
	bool keeps;			/* what lies on the disk may be kept from run to run */
	bool (*wants)(const char *path);	/* other files are left out */
	const char *bare;		/* the repository is bare: an empty folder for the files of the
					   newer commit, which becomes the change's top; or NULL */
	bool (*needs)(const char *path);	/* with bare: which of its files are written */
	const char *bare_has;		/* with bare: the commit whose files lie in the folder already, so that
					   none are written; or NULL */
};

/*
 * From the git repository around the folder:
 *	REV	the old state is that commit, the new one the working tree with its untracked files
 *	A..B	the old state is A, the new one B, both commits; the disk may hold something else
 *	A...B	the same, the old state being the merge base of both
 *	staged	the old state is HEAD, the new one what the next commit would hold
 * A bare repository (kernel/git/bare.h) has commits alone. -1 sets err: no repository, an unknown
 * revision, ... Freed with change_free().
 */
int change_from_git(struct change *change, const struct git_options *options, struct err *err);

#endif
