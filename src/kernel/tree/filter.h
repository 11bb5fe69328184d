/* SPDX-License-Identifier: GPL-2.0-only */
/* A command for some compiler, made one for clang. It may be a stranger's. */
#ifndef GUPTIDY_TREE_FILTER_H
#define GUPTIDY_TREE_FILTER_H

#include <stdbool.h>

struct args;
struct err;

/* Where a command is from. */
struct origin {
	const char *list;	/* the file that holds it, for people */
	const char *root;	/* of the tree */
	const char *folder;	/* where it was given: absolute, without links */
	const char *file;	/* what it compiles: absolute, without links */
	bool own;		/* the user's own, which has been run: what is refused else is dropped */
};

/*
 * Appends to out what clang is to know of the command's words: target, unless they name a machine of
 * their own, and the options that options.def keeps. Words that are no options (the compiler, the
 * file) go. -1 sets err: an option or its value is refused.
 */
int filter_command(const struct origin *origin, const struct args *words, const char *target,
		   struct args *out, struct err *err);

#endif
