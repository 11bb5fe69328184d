/* SPDX-License-Identifier: GPL-2.0-only */
/* Which .c files include a header: the only way to parse what is in it. And who includes a .c file. */
#ifndef GUPTIDY_CLANG_INCLUDER_H
#define GUPTIDY_CLANG_INCLUDER_H

struct overlay;
struct path_list;

/*
 * Lists .c files that include path, directly or through one other header, relative to the root: looks in its folder,
 * below it, then in the folders above up to two levels. At most eight are named. Files are read in the state that
 * overlay describes (NULL: the disk).
 */
void includers_find(const char *root, const struct overlay *overlay, const char *path,
		    struct path_list *includers);

/* A .c file or a header in the same folder that includes path, or NULL; the caller frees it. */
char *includer_beside(const char *root, const struct overlay *overlay, const char *path);

#endif
