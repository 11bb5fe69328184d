/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is kept from run to run lies in folders of the user's own ($XDG_CACHE_HOME/guptidy,
 * ~/.cache/guptidy), one for each tree, and never in the tree.
 */
#ifndef GUPTIDY_BASE_KEEP_H
#define GUPTIDY_BASE_KEEP_H

/*
 * The folder for the tree at that absolute path, made if need be; the caller frees it. NULL: it cannot
 * be made, is a link, or others may write to it. That is no error, only slower.
 */
char *keep_folder(const char *root);

/* The path of a file in it; the caller frees it. NULL as above. */
char *keep_file(const char *root, const char *name);

#endif
