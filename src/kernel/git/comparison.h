/* SPDX-License-Identifier: GPL-2.0-only */
/* Two states of a repository while they are compared: what the files of kernel/git/change.h share. */
#ifndef GUPTIDY_GIT_COMPARISON_H
#define GUPTIDY_GIT_COMPARISON_H

#include "kernel/change/change.h"
#include "kernel/git/change.h"
#include "kernel/git/index.h"
#include "kernel/git/worktree.h"

#include <git2.h>

/* One of the two states. */
struct side {
	enum { SIDE_COMMIT, SIDE_INDEX, SIDE_DISK } kind;
	git_tree *tree;			/* of a commit */
	struct overlay *state;		/* what of it is not as on the disk */
};

struct comparison {
	struct change *change;
	const struct git_options *options;
	git_repository *repository;
	char *index_path;
	struct index index;
	bool is_foreign;		/* git itself is to be asked */
	struct git_program *git;	/* for blobs that a partial clone left out; NULL: not yet */
	struct worktree worktree;
	struct side old, new;
	struct dirt dirt;		/* where the disk may differ from the index */
	struct path_set paths;		/* where anything may differ from anything */
};

/* Sets err to what failed at the path, and why libgit2 says so; -1. */
int comparison_failed(const char *path, const char *what, struct err *err);

/* Lists the paths at which the sides, the index and the disk may differ. -1 sets err. */
int comparison_collect(struct comparison *comparison, struct err *err);

/* Adds one of them to the change: what each side has there, where it differs from the disk. -1 sets err. */
int comparison_add(struct comparison *comparison, const char *path, struct err *err);

#endif
