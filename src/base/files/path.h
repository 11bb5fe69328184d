/* SPDX-License-Identifier: GPL-2.0-only */
/* Paths as text. */
#ifndef GUPTIDY_FILES_PATH_H
#define GUPTIDY_FILES_PATH_H

#include <stdbool.h>
#include <stddef.h>

struct err;

/* root/path, or path alone when it is absolute or root is empty; the caller frees it. */
char *path_join(const char *root, const char *path);

/* The folder of a path: "a/b" of "a/b/c", "" of "c"; the caller frees it. */
char *path_folder(const char *path);

/*
 * The way from one folder to another, both absolute, if one of them holds the other: "a/b", "../..", "" for
 * the folder itself; else the second, as it is. The caller frees it.
 */
char *path_from(const char *from, const char *to);

/* True if the text begins so. */
bool begins_with(const char *text, const char *beginning);

/* True if the text ends so, or is nothing else: ".c" ends in ".c". */
bool ends_with(const char *text, const char *ending);

/* What stands behind the last slash. */
const char *path_name(const char *path);

/* True if path is folder itself or below it ("" holds every relative path). */
bool path_is_below(const char *path, const char *folder);

/* What path is relative to folder: "" for the folder itself. NULL: it is not below. */
const char *path_rest(const char *path, const char *folder);

/* Says by errno why a path that was given cannot be used. -1, and sets err. */
int path_refuse(const char *path, struct err *err);

/* The same for any of n folders, which are sorted as strcmp() does. */
bool path_is_below_any(const char *path, const char *const *folders, size_t n);

struct path_list {
	char **items;			/* owned */
	size_t n, capacity;
};

/* True if the text is one of them. */
bool path_list_has(const struct path_list *paths, const char *text);

/* Frees the paths. */
void path_list_free(struct path_list *paths);

/* What is at that path on the disk, links followed: a folder, a regular file, anything. */
bool path_is_folder(const char *path);
bool path_is_file(const char *path);
bool path_exists(const char *path);

#endif
