/* SPDX-License-Identifier: GPL-2.0-only */
/* The include folders that a folder's own Makefile adds. */
#ifndef GUPTIDY_TREE_KBUILD_H
#define GUPTIDY_TREE_KBUILD_H

/*
 * Calls visit for each folder that a -I word in folder's Makefile or Kbuild names and that exists,
 * as an absolute path. Conditions are not looked at: every branch counts.
 */
void kbuild_include_folders(const char *root, const char *folder,
			    void (*visit)(const char *path, void *data), void *data);

#endif
