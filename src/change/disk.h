/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the working tree differs from the index: what `git status` would say, in less time. */
#ifndef GUPTIDY_CHANGE_DISK_H
#define GUPTIDY_CHANGE_DISK_H

#include <git2.h>

#include "change/change.h"

struct path_set {
	char **items;			/* owned */
	size_t n, capacity;
};

/* What the disk has otherwise than the index. */
struct dirt {
	struct path_set paths;		/* wanted files: changed, gone, in conflict, or not in the index
					   and not ignored; those that only look changed, too */
	struct path_set unread;		/* folders that could not be opened */
};

/* Adds to dirt; -1 sets err. Freed with path_set_free() of both. */
int disk_dirty(git_repository *repository, git_index *index, const struct change_options *options,
	       struct dirt *dirt, struct err *err);

/* True if the disk has a regular file there; *id is what git would call its content. */
bool disk_id(git_repository *repository, const char *path, git_oid *id);

/* Sorts the paths and drops doubles. */
void path_set_sort(struct path_set *paths);

/* Frees the paths. */
void path_set_free(struct path_set *paths);

#endif
