// SPDX-License-Identifier: GPL-2.0-only
/* One file of the working tree: whether it is there, and what git would call its content. */
#include "base/data/buf.h"
#include "base/files/load.h"
#include "base/files/open.h"
#include "base/files/path.h"
#include "kernel/git/index.h"
#include "kernel/git/worktree.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What git would store of the bytes as they are; libgit2's status, but GIT_ENOTFOUND: no file is there. */
static int hash_bytes(const struct worktree *worktree, const char *path, git_oid *id)
{
	struct buf text = {0};
	struct err err = {0};
	int status = GIT_ERROR;

	errno = 0;
	if (!S_ISREG(mode_below(worktree->root, path)))
		return errno == EACCES ? GIT_ERROR : GIT_ENOTFOUND;
	if (!load_below(&text, worktree->root, path, &err))
		status = git_odb_hash(id, text.data ? text.data : "", text.length, GIT_OBJECT_BLOB);
	buf_free(&text);
	err_clear(&err);
	return status;
}

/* A path may lead through a link to a folder: git finds nothing there, and the snapshot neither. */
bool worktree_has(const struct worktree *worktree, const char *path)
{
	const struct snapshot *snapshot = &worktree->snapshot;
	char *parent = path_folder(path);
	const struct snapshot_folder *folder = snapshot_folder(snapshot, parent);
	const struct snapshot_entry *entry =
		folder ? snapshot_entry(folder, path_name(path)) : NULL;

	free(parent);
	return entry && (entry->type == DT_REG || entry->type == DT_UNKNOWN);
}

enum on_disk worktree_id(const struct worktree *worktree, git_repository *repository,
			 const char *path, const struct index_entry *indexed, git_oid *id)
{
	int status;

	if (!worktree_has(worktree, path))
		return DISK_NOTHING;
	status = hash_bytes(worktree, path, id);
	/* Most files are stored as they are, and those that only look changed are this one. */
	if (!status && !(indexed && !memcmp(id->id, indexed->id, sizeof(id->id))))
		status = git_repository_hashfile(id, repository, path, GIT_OBJECT_BLOB, NULL);
	if (status == GIT_ENOTFOUND)	/* since it was looked at */
		return DISK_NOTHING;
	if (status)
		*id = (git_oid){0};	/* no content has that */
	return status ? DISK_UNREADABLE : DISK_FILE;
}
