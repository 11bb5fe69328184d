/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The tree that documents are judged in. What its homes declare is read once, and lent to each job; it is
 * read again when a file of them is another one on the disk.
 */
#ifndef GUPTIDY_LSP_GROUND_H
#define GUPTIDY_LSP_GROUND_H

#include "run/run.h"

struct err;

struct ground {
	char *place;			/* a folder that is there, in the tree */
	char *kernel;			/* what is the tree if none is around the place, or NULL */
	struct scan homes;
	struct overlay nothing;		/* of the base: the disk as it is */
	struct run base;		/* on the homes alone */
	bool is_read;			/* the base is there: else it could not be read the last time */
	bool is_told;			/* somebody was told that there is no tree around it */
};

/*
 * Opens the tree that a file of that absolute path belongs to, which need not be there; kernel as in
 * tree_open(). -1 sets err; freed with tree_close().
 */
int ground_tree(struct tree *tree, const char *path, const char *kernel, struct err *err);

/* Reads the homes of that tree; kernel may be NULL. -1 sets err; freed with ground_close() either way. */
int ground_open(struct ground *ground, const char *path, const char *kernel, const struct run_options *options,
		struct err *err);

/* Reads the homes anew if they changed on the disk, *is_new says so. -1 sets err: they cannot be read. */
int ground_renew(struct ground *ground, const struct run_options *options, bool *is_new, struct err *err);

/* The absolute path as the tree knows it: relative to its root, or as it is. The caller frees it. */
char *ground_path(const struct ground *ground, const char *path);

/* Frees it. */
void ground_close(struct ground *ground);

#endif
