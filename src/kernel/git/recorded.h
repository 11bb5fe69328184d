/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the index differs from a commit: what `git diff --cached` would say. */
#ifndef GUPTIDY_GIT_RECORDED_H
#define GUPTIDY_GIT_RECORDED_H

#include <git2.h>
#include <stdbool.h>

struct index;

/* Called for each path; is_submodule: for a commit of another repository, in the tree or the index. */
typedef void recorded_callback(const char *path, bool is_submodule, void *data);

#define RECORDED_TOO_DEEP (-2)
#define RECORDED_TOO_MANY (-3)
#define RECORDED_MOST 1000000

/*
 * Calls back for all paths that are in one of the two only, or otherwise. Folders that git remembers
 * the trees of are not looked into when the tree has the same. -1: a tree cannot be read;
 * RECORDED_TOO_DEEP: a path is longer than a system takes; RECORDED_TOO_MANY: more than
 * RECORDED_MOST paths differ.
 */
int recorded_compare(git_tree *tree, const struct index *index, recorded_callback *differs, void *data);

#endif
