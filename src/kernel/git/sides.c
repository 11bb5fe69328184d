// SPDX-License-Identifier: GPL-2.0-only
/* What each of two states has at a path: a blob, or the file on the disk. */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/open.h"
#include "base/files/path.h"
#include "kernel/git/comparison.h"
#include "kernel/git/program.h"

#include <stdlib.h>
#include <sys/stat.h>

/* The regular file of that path in a commit or in the index; false: there is none. */
static bool blob_of(const struct comparison *comparison, const struct side *side, const char *path,
		    git_oid *id)
{
	const struct index_entry *indexed;
	git_tree_entry *entry;
	bool found;

	if (side->kind != SIDE_COMMIT) {
		indexed = index_find(&comparison->index, path);
		if (indexed)
			git_oid_fromraw(id, indexed->id);
		return indexed && S_ISREG(indexed->mode);
	}
	if (git_tree_entry_bypath(&entry, side->tree, path))
		return false;
	found = S_ISREG(git_tree_entry_filemode(entry));
	*id = *git_tree_entry_id(entry);
	git_tree_entry_free(entry);
	return found;
}

/* The disk has what the index has, if it looks so: else it is read. */
static enum on_disk look_at_disk(const struct comparison *comparison, const char *path, git_oid *id)
{
	const struct side index = { .kind = SIDE_INDEX };

	if (!path_set_has(&comparison->dirt.paths, path) &&
	    blob_of(comparison, &index, path, id))
		return DISK_FILE;
	return worktree_id(&comparison->worktree, comparison->repository, path,
			   index_find(&comparison->index, path), id);
}

/* What a side has there, in *id unless it is the disk; NULL: no regular file. */
static const git_oid *side_has(const struct comparison *comparison, const struct side *side,
			       const char *path, const git_oid *disk, git_oid *id)
{
	if (side->kind == SIDE_DISK)
		return disk;
	return blob_of(comparison, side, path, id) ? id : NULL;
}

/* A sparse checkout leaves files out that the working tree is meant to have. */
static bool is_left_out(const struct comparison *comparison, const char *path)
{
	const struct index_entry *entry = index_find(&comparison->index, path);

	return entry && entry->is_left_out && !worktree_has(&comparison->worktree, path);
}

/* A partial clone has not all blobs, and libgit2 does not fetch. */
static int lay_fetched(struct comparison *comparison, const char *path, const git_oid *id,
		       struct overlay *overlay, struct err *err)
{
	char name[GIT_OID_HEXSZ + 1];
	struct buf text = {0};
	size_t length;

	if (!comparison->git) {
		comparison->git = mem_calloc(1, sizeof(*comparison->git));
		if (git_program_open(comparison->git, comparison->change->top, err))
			return -1;
	}
	git_oid_tostr(name, sizeof(name), id);
	if (git_program_blob(comparison->git, name, path, &text, err)) {
		buf_free(&text);
		return -1;
	}
	length = text.length;
	overlay_add(overlay, path, buf_take(&text), length);
	return 0;
}

static int lay_over(struct comparison *comparison, const char *path, const git_oid *id,
		    struct overlay *overlay, struct err *err)
{
	git_blob *blob;
	size_t length;

	if (!id) {
		overlay_add(overlay, path, NULL, 0);
		return 0;
	}
	if (git_blob_lookup(&blob, comparison->repository, id))
		return lay_fetched(comparison, path, id, overlay, err);
	length = git_blob_rawsize(blob);
	overlay_add(overlay, path, mem_strndup(git_blob_rawcontent(blob), length), length);
	git_blob_free(blob);
	return 0;
}

static bool same_id(const git_oid *a, const git_oid *b)
{
	return a && b ? git_oid_equal(a, b) : a == b;
}

/* A link of the change that does not end at a file of the tree: nobody is to read what it leads to. */
static bool leads_out(const struct comparison *comparison, const char *path)
{
	const char *top = comparison->change->top;
	char *full, *end;
	struct stat st;
	bool stays;

	if (!S_ISLNK(mode_below(top, path)))
		return false;
	full = path_join(top, path);
	end = realpath(full, NULL);
	stays = end && path_is_below(end, top) && !stat(end, &st) && S_ISREG(st.st_mode);
	free(end);
	free(full);
	return !stays;
}

/*
 * The disk below an overlay needs no overlay where both are the same. No id: there is no regular file
 * in that state, or on the disk.
 */
static int add_side(struct comparison *comparison, const struct side *side, const char *path,
		    const git_oid *id, const git_oid *disk, struct err *err)
{
	bool left_out = is_left_out(comparison, path);

	if ((side->kind == SIDE_DISK ? !left_out : same_id(id, left_out ? NULL : disk)) &&
	    (disk || !leads_out(comparison, path)))
		return 0;
	return lay_over(comparison, path, id, side->state, err);
}

int comparison_add(struct comparison *comparison, const char *path, struct err *err)
{
	git_oid disk_id, old_id, new_id;
	enum on_disk found = look_at_disk(comparison, path, &disk_id);
	const git_oid *disk = found == DISK_NOTHING ? NULL : &disk_id;
	const git_oid *old = side_has(comparison, &comparison->old, path, disk, &old_id);
	const git_oid *new = side_has(comparison, &comparison->new, path, disk, &new_id);
	struct change *change = comparison->change;

	if (found == DISK_UNREADABLE && comparison->new.kind == SIDE_DISK) {
		change_add_problem(change, path, "cannot be read; make it readable, or what changed "
				   "in it is not linted");
		return 0;
	}
	if (!same_id(old, new))
		change_touch(change, path, old, new);
	if (add_side(comparison, &comparison->old, path, old, disk, err))
		return -1;
	return add_side(comparison, &comparison->new, path, new, disk, err);
}
