/* SPDX-License-Identifier: GPL-2.0-only */
/* Which folder the names of files outside of a kernel tree are relative to. */
#ifndef GUPTIDY_TREE_PLACE_H
#define GUPTIDY_TREE_PLACE_H

#include <stdbool.h>

/* True if the folder holds .git: a folder, or a file in a work tree or a submodule. */
bool place_is_repository(const char *folder);

/*
 * The place of a file or folder (absolute, links resolved): the repository that it is in, which is
 * the nearest folder upwards that holds .git; else the working directory if that holds it; else the
 * folder itself, or that of the file. Without a slash at the end; the caller frees it.
 */
char *place_of(const char *path);

/* The deepest folder that holds both places, "/" at the top; the caller frees it. */
char *place_common(const char *a, const char *b);

#endif
