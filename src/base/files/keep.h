/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is kept from run to run lies in folders of the user's own ($XDG_CACHE_HOME/guptidy,
 * ~/.cache/guptidy), one for each tree, and never in the tree. docs/cache.md has the forms.
 */
#ifndef GUPTIDY_FILES_KEEP_H
#define GUPTIDY_FILES_KEEP_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;

/*
 * The folder of all trees, made with its parents if need be; the caller frees it. NULL: err says why, or
 * is empty, as neither XDG_CACHE_HOME nor HOME is an absolute path. Refused are a folder that is another
 * user's, that others may write to, or that is a link; and one in a folder of another user (not root), or
 * in one that all may write to and whose entries all may rename.
 */
char *keep_home(struct err *err);

/*
 * The folder for the tree at that absolute path, made if need be; the caller frees it. NULL as above. It says
 * whose it is, and that it is of use today; once a day, what is too old or too much in all of them goes.
 */
char *keep_folder(const char *root);

/* The path of a file in it; the caller frees it. NULL as above. */
char *keep_file(const char *root, const char *name);

/*
 * Appends what keep_write() wrote to that path, and its key to key (DIGEST_LENGTH + 1 bytes). false, and
 * nothing, if it is not there; what is not whole, or was changed, is removed.
 */
bool keep_read(const char *path, struct buf *data, char *key);

/* Writes data under a key, whole or not at all. What cannot be written is not kept. */
void keep_write(const char *path, const char *key, const char *data, size_t length);

/* The checksum of data under a key, as text of DIGEST_LENGTH bytes and a NUL. */
void keep_sum(const char *key, const char *data, size_t length, char *sum);

#endif
