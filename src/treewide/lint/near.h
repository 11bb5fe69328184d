/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The files beside those that a change touches, which it may break: they call what it touches, or what it
 * touches calls them, on the way to the family; or pages lie in a struct that both know. They are looked for
 * in the folders of the touched files.
 */
#ifndef GUPTIDY_LINT_NEAR_H
#define GUPTIDY_LINT_NEAR_H

#include "kernel/change/change.h"
#include "treewide/across/callers.h"

/* Both states of the change. */
struct near_states {
	const char *root;
	const struct change *change;	/* its paths are those of the tree */
	struct run *runs[2];		/* on the touched files alone */
	unsigned threads;
};

/* Adds the paths of these files: of those that name the family, or one of its relatives. */
void near_find(const struct near_states *states, struct path_list *paths);

#endif
