/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A state of the tree that is not checked out: the disk, and over it the files that differ from it.
 * A path is relative to the root, or absolute outside of it, as everywhere. A NULL overlay is the
 * disk as it is.
 */
#ifndef GUPTIDY_TREE_OVERLAY_H
#define GUPTIDY_TREE_OVERLAY_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;
struct stand_in;

struct overlay_file {
	char *path;
	char *text;		/* NULL: the state has no such file */
	size_t length;
	bool borrows_path, borrows_text;
};

struct overlay {
	struct overlay_file *items;	/* by path, after overlay_sort() */
	size_t n, capacity;
};

/* Adds a file; path is copied, text is taken (from malloc; NULL: no such file). */
void overlay_add(struct overlay *overlay, const char *path, char *text, size_t length);

/* The same, but a file of that path among the first n_sorted, which are sorted, is replaced. */
void overlay_put(struct overlay *overlay, size_t n_sorted, const char *path, char *text, size_t length);

/* Makes an empty overlay one of the same files, which it borrows. */
void overlay_borrow(struct overlay *overlay, const struct overlay *lender);

/* Frees what a file owns. */
void overlay_file_free(struct overlay_file *file);

/* Sorts by path; to be called before any of the functions below. */
void overlay_sort(struct overlay *overlay);

/* The file of that path, or NULL when the disk has the last word. */
const struct overlay_file *overlay_find(const struct overlay *overlay, const char *path);

/* Appends the text of the file; -1 sets err: it cannot be read, or the state does not have it. */
int overlay_read(const struct overlay *overlay, const char *root, const char *path, struct buf *text,
		 struct err *err);

/*
 * The overlay as the compiler takes it, ended by .path == NULL; paths are owned, texts are the
 * overlay's own. Freed with overlay_stand_ins_free(). A file that the state does not have is an
 * #error, as the compiler cannot be told otherwise.
 */
struct stand_in *overlay_stand_ins(const struct overlay *overlay, const char *root);

/* Frees what overlay_stand_ins() made. */
void overlay_stand_ins_free(struct stand_in *stand_ins);

/* Frees the files. */
void overlay_free(struct overlay *overlay);

#endif
