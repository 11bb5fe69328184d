/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of treewide/lint/lint.h share. */
#ifndef GUPTIDY_LINT_PRIVATE_H
#define GUPTIDY_LINT_PRIVATE_H

#include "base/data/err.h"
#include "base/files/path.h"
#include "treewide/lint/lint.h"

#include <pthread.h>

struct paths {
	const char **items;		/* borrowed */
	size_t n, capacity;
};

/* The run that is being made: what both states share. */
struct linting {
	struct lint *lint;
	struct run old;			/* borrows from lint->run what both states have: closed first */
	struct lint_options *options;
	const char *place;		/* where the tree is: options->tree, or what was made of it */
	struct tree tree;
	struct scan homes, reached;	/* of the disk */
	pthread_t reader;		/* of the homes, while the change is looked for */
	bool is_reading;
	struct err reader_err;
	struct paths old_paths, new_paths;
	struct { char **items; size_t n, capacity; } reach;	/* folders; owned */
	struct path_list near;		/* files that call what is touched, or are called by it */
};

/*
 * Opens the change and the tree that it is of. The homes are read while git's own files are. From here on
 * the change's paths are the tree's. -1 sets err.
 */
int linting_open(struct linting *linting, struct err *err);

/* The diff's name for people, and its text; an empty one is an error, unless that is allowed. -1 sets err. */
const char *lint_diff_name(const struct lint_options *options);
int lint_read_diff(const struct lint_options *options, struct buf *text, struct err *err);

/*
 * Lets the caller choose by what the old state has in .guptidy; the file is none of the change's from here on. -1 sets
 * err: what it says is wrong.
 */
int linting_configure(struct linting *linting, struct err *err);

/* Has the homes read while something else is done. */
void linting_begin_homes(struct linting *linting);

/* Waits for the homes; -1 sets err. */
int linting_end_homes(struct linting *linting, struct err *err);

/* Waits for who reads them, if anybody does. */
void linting_join(struct linting *linting);

/* True if no state of a touched file mentions the family, and no header is among them. */
bool linting_is_foreign(const struct linting *linting);

/* Lists the folders whose files the change may concern although it does not touch them. */
void linting_find_reach(struct linting *linting);

/* Scans what is reached, touched or near, as far as the disk has it. -1 sets err. */
int linting_read_reached(struct linting *linting, struct err *err);

#endif
