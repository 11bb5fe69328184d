/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A change as two states of a tree: each is an overlay over the disk, so nothing is checked out. It
 * comes from a diff against what lies on the disk, which this room reads, or from a git repository
 * (kernel/git/change.h). Neither room knows anything of GUP.
 */
#ifndef GUPTIDY_CHANGE_CHANGE_H
#define GUPTIDY_CHANGE_CHANGE_H

#include "kernel/tree/overlay.h"

#include <stdbool.h>
#include <stddef.h>

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

/* A file's whole text, where a diff is looked for; borrowed. */
struct diff_text {
	const char *name;		/* of the file, for people: "-" is stdin */
	const char *text;
	size_t length;
};

/*
 * From a unified diff, or mails with diffs in them, one after the other, to the files below the
 * folder, which are the old state; files that wants() refuses are left out. -1 sets err, which names
 * file and line: the diff does not apply, leaves the folder, is none, ...
 */
int change_from_diff(struct change *change, const char *folder, bool (*wants)(const char *path),
		     const struct diff_text *diff, struct err *err);

/* For those who make one: adds to the lists; strings are copied. */
void change_touch(struct change *change, const char *path, bool in_old, bool in_new);
void change_add_problem(struct change *change, const char *path, const char *reason);

/* Sorts the lists and the states, when all is in them. */
void change_sort(struct change *change);

/* Makes a file none of the change's: both states have what the disk has. */
void change_forget(struct change *change, const char *path);

/* True if the file of that path is one of the touched, in either state. */
bool change_touches(const struct change *change, const char *path);

/* Frees it. */
void change_free(struct change *change);

#endif
