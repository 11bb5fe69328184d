/* SPDX-License-Identifier: GPL-2.0-only */
/* All that is kept (base/files/keep.h), over all trees: to be shown, to be cleared, to be held in limits. */
#ifndef GUPTIDY_FILES_KEPT_TREES_H
#define GUPTIDY_FILES_KEPT_TREES_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* A work folder in the folder of a tree: see treewide/graph/graph.h. */
#define KEPT_WORK "work"

struct kept_tree {
	char *root;			/* of the tree; "" if that is not known any more */
	uint64_t size;			/* bytes */
	size_t files;
	time_t used;			/* by the last run */
};

struct kept_trees {
	struct kept_tree *items;	/* the one used last comes first */
	size_t n, capacity;
};

/* Lists the trees of keep_home(). */
void kept_trees_list(const char *home, struct kept_trees *trees);

/* Frees the list. */
void kept_trees_free(struct kept_trees *trees);

/* Removes all of them. -1: some file is still there, and errno is that of the last. */
int kept_trees_clear(const char *home);

/*
 * Once a day: removes what was written KEPT_DAYS ago, temporary files of a day ago, and of the rest the
 * oldest, until all takes no more than $GUPTIDY_CACHE_SIZE megabytes (KEPT_SIZE without it).
 */
void kept_trees_limit(const char *home);

#define KEPT_DAYS 30
#define KEPT_SIZE 1024	/* megabytes */

#endif
