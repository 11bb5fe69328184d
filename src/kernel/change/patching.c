// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/patching.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "kernel/change/change.h"
#include "kernel/change/patch.h"
#include "kernel/change/paths.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The text that the patch meets; -1: there is no such file. */
static int read_old(const struct patching *patching, const struct file_patch *patch,
		    const char *path, struct buf *text, struct err *err)
{
	struct err why = {0};

	buf_reserve(text, 0);
	/* Renames and copies are from the state in front of the diff, whatever it has done to the file. */
	if (!path || !patched_read(&patching->files, path, patch->from, text, &why))
		return 0;
	if (why.text)
		err_set(err, "%s", why.text);
	else
		err_set(err, "%s:%u: %s: is not in the tree, and the diff changes it; is the diff for "
			"another tree?", patching->name, patch->line, path);
	err_clear(&why);
	return -1;
}

/* The old name of a file goes, unless the same diff has put another file there. */
static void remove_old(struct patching *patching, const char *path)
{
	const struct patched *patched = patched_find(&patching->files, path);

	if (!patched || !patched->text || patched->diff.since != patching->files.diff)
		patched_write(&patching->files, path, NULL);
}

/* Takes the change back; false: the text does not have it. */
static bool undo(const struct file_patch *patch, const struct buf *text, struct buf *undone)
{
	const struct hunk *hunk;

	return patch_apply(patch, APPLY_BACKWARD | APPLY_EXACTLY, text->data, text->length, undone,
			   &hunk) == APPLY_DONE;
}

/* True if the text has the change already. */
static bool is_applied(const struct file_patch *patch, const struct buf *text)
{
	struct buf undone = {0};
	bool yes = undo(patch, text, &undone);

	buf_free(&undone);
	return yes;
}

/* True if the text is what the change adds, and nothing else. */
static bool is_all_of_it(const struct file_patch *patch, const struct buf *text)
{
	struct buf undone = {0};
	bool yes = undo(patch, text, &undone) && !undone.length;

	buf_free(&undone);
	return yes;
}

/* Where the diff says, else where its lines have moved; but not a second time. */
static enum apply_status apply(const struct file_patch *patch, const struct buf *old,
			       struct buf *new, const struct hunk **hunk)
{
	enum apply_status status;

	/* Lines for an empty file go in front of any text: without git that may be the file they made. */
	if (old->length && patch->hunks.n && is_all_of_it(patch, old)) {
		*hunk = patch->hunks.items;
		return APPLY_NOWHERE;
	}
	status = patch_apply(patch, APPLY_EXACTLY, old->data, old->length, new, hunk);
	if (status == APPLY_DONE || is_applied(patch, old))
		return status;
	return patch_apply(patch, 0, old->data, old->length, new, hunk);
}

/* Why a hunk has no place in the old text. */
static const char *why_not(const struct file_patch *patch, const struct buf *old, enum apply_status status)
{
	if (is_applied(patch, old))
		return "the tree has this change already; lint wants the tree as it was before: take the "
		       "diff back (patch -R), or use --base in a git repository";
	if (status == APPLY_AMBIGUOUS)
		return "the lines of this hunk are not where it says, and in several places elsewhere; "
		       "make the diff anew against this tree";
	return "the lines of this hunk are not in the file; is the diff for another tree, or does it miss "
	       "a patch in front of it?";
}

static int check_new(const struct patching *patching, const struct file_patch *patch,
		     const struct patch_paths *paths, struct err *err)
{
	enum patched_kind kind;

	if (paths->old || !paths->new)
		return 0;
	kind = patched_kind(&patching->files, paths->new);
	if (kind != PATCHED_FILE && kind != PATCHED_LINK)
		return 0;
	return err_set(err, "%s:%u: %s: the diff makes this file, and the tree has it already; take the "
		       "diff back (patch -R), or use --base in a git repository",
		       patching->name, patch->line, paths->new);
}

/* True if the file that results is one to keep: diff without git deletes by leaving nothing. */
static bool stays(const struct file_patch *patch, const struct buf *new)
{
	const struct hunk *last =
		patch->hunks.n ? &patch->hunks.items[patch->hunks.n - 1] : NULL;

	if (patch->is_deleted)
		return false;
	return patch->is_git || new->length || !last || last->new_start || last->new_count;
}

/* What git writes for one: no type of the system's. */
static bool is_submodule(unsigned mode)
{
	return mode == 0160000;
}

/* What the diff says of a file that it does not hold the text of, or NULL. */
static const char *unreadable(const struct file_patch *patch)
{
	if (patch->old_mode && patch->new_mode && S_ISLNK(patch->old_mode) != S_ISLNK(patch->new_mode))
		return "the diff makes a symbolic link of it, or a file of a link; lint the result "
		       "with --base";
	if (patch->is_binary)
		return "changed by a binary patch, which cannot be read; make the diff with "
		       "git diff --text";
	return NULL;
}

/* 0: the diff of this file is dealt with; -1: it is to be applied. */
static int look_aside(struct patching *patching, const struct file_patch *patch,
		      const struct patch_paths *paths)
{
	const char *path = paths->new ? paths->new : paths->old;
	const char *reason = unreadable(patch);

	if (is_submodule(patch->old_mode) || is_submodule(patch->new_mode))
		change_add_problem(patching->change, path,
				   "a submodule that moves to another commit; run guptidy lint in it");
	else if (!reason)
		return -1;
	else if (patching->wants(path))
		change_add_problem(patching->change, path, reason);
	return 0;
}

static bool is_link(const struct patching *patching, const struct file_patch *patch,
		    const struct patch_paths *paths)
{
	return patch_may_be_link(patch) &&
	       (S_ISLNK(patch->old_mode) || S_ISLNK(patch->new_mode) ||
		patched_kind(&patching->files, paths->old) == PATCHED_LINK);
}

/*
 * A link is no source: of one that comes, moves or goes there is nothing to read. Where git makes a link
 * of a file, or a file of a link, it writes two diffs: the old one goes, and then the new one comes.
 */
static int apply_link(struct patching *patching, const struct file_patch *patch,
		      const struct patch_paths *paths, struct err *err)
{
	if (paths->old && patched_kind(&patching->files, paths->old) != PATCHED_LINK)
		return err_set(err, "%s:%u: %s: is no symbolic link in the tree, and the diff changes "
			       "one; is the diff for another tree?", patching->name, patch->line,
			       paths->old);
	if (paths->old && !patch->is_copy)
		remove_old(patching, paths->old);
	if (paths->new)
		patched_link(&patching->files, paths->new);
	return 0;
}

static int apply_to(struct patching *patching, const struct file_patch *patch,
		    const struct patch_paths *paths, struct err *err)
{
	struct buf old = {0}, new = {0};
	const struct hunk *hunk;
	enum apply_status status;
	int failed = read_old(patching, patch, paths->old, &old, err);

	if (!failed) {
		buf_reserve(&new, 0);
		status = apply(patch, &old, &new, &hunk);
		if (status != APPLY_DONE)
			failed = err_set(err, "%s:%u: %s: %s", patching->name, hunk->line,
					 paths->old ? paths->old : paths->new,
					 why_not(patch, &old, status));
	}
	if (!failed && paths->old && !patch->is_copy &&
	    (!paths->new || strcmp(paths->old, paths->new)))
		remove_old(patching, paths->old);
	if (!failed && paths->new)
		patched_write(&patching->files, paths->new, stays(patch, &new) ? &new : NULL);
	buf_free(&old);
	buf_free(&new);
	return failed;
}

/* The path that git sorts a diff by. */
static const char *sort_path(const struct file_patch *patch)
{
	const char *name = patch->new_name ? patch->new_name : patch->old_name;

	return patch->to ? patch->to : name ? patch_bare_name(name) : "";
}

/* Diffs follow each other with text between them, or where their order begins again. */
static void count_diffs(struct patching *patching, const struct file_patch *patch)
{
	const struct file_patch *previous = patching->previous;

	if (previous && (previous->run != patch->run ||
			 strcmp(sort_path(previous), sort_path(patch)) >= 0))
		patching->files.diff++;
	patching->previous = patch;
}

static int apply_file(struct patching *patching, const struct file_patch *patch, struct err *err)
{
	struct patch_paths paths;
	int status = paths_find(&patching->files, patch, patching->name, &paths, err);

	count_diffs(patching, patch);
	patching->files.line = patch->line;
	if (!status && look_aside(patching, patch, &paths)) {
		status = check_new(patching, patch, &paths, err);
		if (!status)
			status = is_link(patching, patch, &paths) ?
				 apply_link(patching, patch, &paths, err) :
				 apply_to(patching, patch, &paths, err);
	}
	paths_free(&paths);
	return status;
}

static int check_folders(const struct patching *patching, struct err *err)
{
	char *above;
	const struct patched *patched = patched_find_buried(&patching->files, &above);

	if (!patched)
		return 0;
	err_set(err, "%s:%u: %s: cannot be in one tree with %s, which is no folder; is the diff for another "
		"tree?", patching->name, patched->line, patched->path, above);
	free(above);
	return -1;
}

int patching_apply(struct patching *patching, const struct file_patch *patches, size_t n, struct err *err)
{
	patched_begin(&patching->files);
	for (size_t i = 0; i < n; i++)
		if (apply_file(patching, &patches[i], err))
			return -1;
	return check_folders(patching, err);
}
