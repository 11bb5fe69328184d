/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the working tree differs from the index: what `git status` would say, in less time. */
#ifndef GUPTIDY_GIT_WORKTREE_H
#define GUPTIDY_GIT_WORKTREE_H

#include "base/data/err.h"
#include "kernel/disk/snapshot.h"
#include "kernel/git/path_set.h"

#include <git2.h>
#include <pthread.h>

struct git_options;
struct index;
struct index_entry;

/* What the disk has otherwise than the index. */
struct dirt {
	struct path_set paths;		/* wanted files: changed, gone, in conflict, or not in the index
					   and not ignored; those that only look changed, too */
	struct path_set unread;		/* folders that could not be opened */
};

/* The working tree, and the thread that looks at it. */
struct worktree {
	struct snapshot snapshot;
	struct snapshot_options how;
	char *root, *kept;
	pthread_t thread;
	bool is_looking;
	struct err err;			/* of the look */
};

/* Begins to look at the disk, while others read the index. Ended by worktree_end(). */
void worktree_begin(struct worktree *worktree, git_repository *repository,
		    const struct git_options *options);

/* Adds to dirt, once for each worktree; -1 sets err. Freed with path_set_free() of both. */
int worktree_compare(struct worktree *worktree, git_repository *repository,
		     const struct index *index, const struct git_options *options,
		     struct dirt *dirt, struct err *err);

/* Waits for the thread, and frees what it found. */
void worktree_end(struct worktree *worktree);

/* True if a regular file was there when the disk was looked at, after worktree_compare(). */
bool worktree_has(const struct worktree *worktree, const char *path);

/* What the working tree has at a path. */
enum on_disk {
	DISK_NOTHING,			/* no regular file, or one behind a link to a folder */
	DISK_FILE,
	DISK_UNREADABLE,		/* a regular file that cannot be read */
};

/*
 * What was there when the disk was looked at, after worktree_compare(); *id is what git would call the
 * content of a file, and no content's if it is unreadable. indexed (or NULL) is what the index has there.
 */
enum on_disk worktree_id(const struct worktree *worktree, git_repository *repository,
			 const char *path, const struct index_entry *indexed, git_oid *id);

#endif
