/* SPDX-License-Identifier: GPL-2.0-only */
/* Which files of the tree a diff means: its names have prefixes, or folders of other trees. */
#ifndef GUPTIDY_CHANGE_PATHS_H
#define GUPTIDY_CHANGE_PATHS_H

struct err;
struct file_patch;
struct patched_set;

/* Relative to the tree; NULL: no such file on that side. */
struct patch_paths {
	char *old, *new;
};

/*
 * The paths of one file's diff, when those in front of it have made the set. -1 sets err, with the
 * position in patch_file: they leave the tree, are not said, or there are two of them. Freed with
 * paths_free() in any case.
 */
int paths_find(const struct patched_set *set, const struct file_patch *patch, const char *patch_file,
	       struct patch_paths *paths, struct err *err);

/* Frees them. */
void paths_free(struct patch_paths *paths);

#endif
