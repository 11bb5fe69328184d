/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A change as two states of a tree: each is an overlay over the disk, so nothing is checked out. It
 * comes from a git repository, or from a diff against what lies on the disk. This room knows
 * nothing of GUP.
 */
#ifndef GUPTIDY_CHANGE_CHANGE_H
#define GUPTIDY_CHANGE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "tree/overlay.h"

struct err;

struct touched {
	char *path;			/* relative to top */
	bool in_old, in_new;		/* which of the states have it */
};

/* A file that the change touches and nobody can look into. */
struct change_problem {
	char *path;			/* relative to top */
	char *reason;
};

struct change {
	char *top;			/* absolute: what the paths are relative to */
	char *base;			/* what the old state is, for people: "HEAD (1a2b3c4d5e6f)" */
	struct overlay old_state, new_state;	/* sorted */
	struct { struct touched *items; size_t n, capacity; } touched;	/* by path */
	struct { struct change_problem *items; size_t n, capacity; } problems;
};

/* Which change, and which of its files. */
struct change_options {
	const char *folder;		/* somewhere in the repository; what a diff's paths are relative to */
	const char *base;		/* REV, A..B or A...B; NULL: HEAD */
	bool staged;			/* HEAD and the index, base is not used */
	unsigned threads;
	bool keeps;			/* what lies on the disk may be kept from run to run */
	bool (*wants)(const char *path);	/* other files are left out */
};

/*
 * From the git repository around the folder:
 *	REV	the old state is that commit, the new one the working tree with its untracked files
 *	A..B	the old state is A, the new one B, both commits; the disk may hold something else
 *	A...B	the same, the old state being the merge base of both
 *	staged	the old state is HEAD, the new one what the next commit would hold
 * -1 sets err: no repository, a bare one, an unknown revision, ... Freed with change_free().
 */
int change_from_git(struct change *change, const struct change_options *options, struct err *err);

/*
 * From a unified diff, or mails with diffs in them, one after the other, to the files below the
 * folder, which are the old state. text is the content of name ("-" is stdin to people). -1 sets err,
 * which names file and line: the diff does not apply, leaves the folder, is none, ...
 */
int change_from_diff(struct change *change, const struct change_options *options, const char *name,
		     const char *text, size_t length, struct err *err);

/* Frees it. */
void change_free(struct change *change);

#endif
