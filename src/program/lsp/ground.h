/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The tree that documents are judged in. What its homes declare is read once, and lent to each job; it is
 * read again when a file of them is another one on the disk.
 */
#ifndef GUPTIDY_LSP_GROUND_H
#define GUPTIDY_LSP_GROUND_H

#include "treewide/run/run.h"

struct err;
struct look_configurer;
struct look_options;

struct ground {
	const struct look_configurer *configurer;
	struct look_options *options;	/* its own; NULL: what is configured is wrong */
	char *config;			/* the file that says so, there or not; NULL: none is read */
	char *place;			/* a folder that is there, in the tree */
	char *kernel;			/* what is the tree if none is around the place, or NULL */
	struct scan homes;
	struct overlay nothing;		/* of the base: the disk as it is */
	struct run base;		/* on the homes alone */
	bool is_read;			/* options and base are there */
	bool is_told;			/* somebody was told that there is no tree around it */
};

/*
 * Opens the tree that a file of that absolute path belongs to, which need not be there; kernel as in
 * tree_open(). -1 sets err; freed with tree_close().
 */
int ground_tree(struct tree *tree, const char *path, const char *kernel, struct err *err);

/*
 * Reads what is configured for a file of that absolute path, and nothing else of its tree yet: the ground has
 * options then, and a kernel if they name one. -1 sets err. Freed with ground_close() either way.
 */
int ground_begin(struct ground *ground, const char *path, const struct look_configurer *configurer, struct err *err);

/* Reads the homes. -1 sets err. */
int ground_read(struct ground *ground, struct err *err);

/* Reads all anew that changed on the disk, *is_new says so. -1 sets err: nothing can be judged by it now. */
int ground_renew(struct ground *ground, bool *is_new, struct err *err);

/* The absolute path as the tree knows it: relative to its root, or as it is. The caller frees it. */
char *ground_path(const struct ground *ground, const char *path);

/* Frees it. */
void ground_close(struct ground *ground);

#endif
