/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the kernel tree begins that a path lies in. */
#ifndef GUPTIDY_TREE_ROOT_H
#define GUPTIDY_TREE_ROOT_H

#include "kernel/tree/tree.h"

struct stat;

/*
 * The root of the tree that holds path: the nearest folder upwards with a Makefile that states VERSION and
 * PATCHLEVEL, or kernel when that is not NULL, or (a driver alone) its place, see kernel/tree/place.h. The caller
 * frees it. NULL sets err: path or kernel is missing, unreadable, a stranger's, or kernel is no kernel tree.
 */
char *tree_find_root(const char *path, const char *kernel, struct err *err);

/* The root of the nearest kernel tree that path (absolute, links resolved) is in, or NULL. The caller frees it. */
char *tree_root_above(const char *path);

/* True if the owner of a file is one on whom the user relies anyway: the user, root, or who owns what was asked for. */
bool tree_is_owner_trusted(const struct stat *st, const struct stat *asked);

/*
 * True if the tree is built in that folder: its Makefile includes the tree's (O=, Debian's
 * /lib/modules/X/build), or its include/linux is a link to the tree's (Ubuntu's).
 */
bool tree_is_built_in(const struct tree *tree, const char *folder);

#endif
