/* SPDX-License-Identifier: GPL-2.0-only */
/* Path helpers of this room. */
#ifndef GUPTIDY_TREE_PATHS_H
#define GUPTIDY_TREE_PATHS_H

#include <stdbool.h>

/* path itself when absolute, else folder/path; "." and ".." are taken out; the caller frees it. */
char *path_clean_join(const char *folder, const char *path);

/* The rest of path below folder, or NULL when it lies elsewhere. */
const char *path_below(const char *path, const char *folder);

#endif
