// SPDX-License-Identifier: GPL-2.0-only
/* A change from a diff: the disk is the old state, the patched files are the new one. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"
#include "change/mail.h"
#include "change/patch.h"
#include "change/private.h"

/* A file that the diff has changed so far; several patches of a series may change it again. */
struct patched {
	char *path;
	char *text;			/* NULL: it is gone */
	size_t length;
	bool was_there;			/* on the disk */
	unsigned diff;			/* the one that changed it last */
	char *before;			/* what it was in front of that diff; NULL: as on the disk */
	size_t before_length;
};

struct patching {
	struct change *change;
	const struct change_options *options;
	const char *name;		/* of the patch file */
	unsigned diff;			/* that is read: its renames and copies are all of one state */
	const struct file_patch *previous;
	struct { struct patched *items; size_t n, capacity; } files;
};

/* One file patch with its names made paths; NULL: no such file on that side. */
struct paths {
	char *old, *new;
};

static struct patched *find(const struct patching *patching, const char *path)
{
	for (size_t i = 0; i < patching->files.n; i++)
		if (!strcmp(patching->files.items[i].path, path))
			return &patching->files.items[i];
	return NULL;
}

static bool is_on_disk(const struct patching *patching, const char *path, mode_t type)
{
	char *full = path_join(patching->change->top, path);
	struct stat st;
	bool found = !lstat(full, &st) && (st.st_mode & S_IFMT) == type;

	free(full);
	return found;
}

static bool is_there(const struct patching *patching, const char *path)
{
	const struct patched *patched = find(patching, path);

	return *path && (patched ? patched->text != NULL : is_on_disk(patching, path, S_IFREG));
}

/* git's a/ and b/, and those of diff.mnemonicPrefix. */
static bool has_git_prefix(const char *name)
{
	return *name && strchr("abciwo12", *name) && name[1] == '/';
}

static const char *stripped(const char *name)
{
	const char *slash = strchr(name, '/');

	return slash ? slash + 1 : NULL;
}

static bool has_folder(const struct patching *patching, const char *name)
{
	const char *slash = strchr(name, '/');
	char *folder = mem_strndup(name, slash ? (size_t)(slash - name) : 0);
	bool found = *folder && is_on_disk(patching, folder, S_IFDIR);

	free(folder);
	return found;
}

/* The name with its prefix or without: whichever is there. NULL: both are. */
static const char *path_in_name(const struct patching *patching, const char *name, bool is_new)
{
	const char *bare = stripped(name);
	bool whole_is_there = is_there(patching, name);
	bool bare_is_there = bare && is_there(patching, bare);

	if (!bare)
		return name;
	if (is_new && !whole_is_there && !bare_is_there)
		return has_git_prefix(name) || !has_folder(patching, name) ? bare : name;
	if (whole_is_there && bare_is_there)
		return has_git_prefix(name) ? bare : NULL;
	if (whole_is_there || bare_is_there)
		return whole_is_there ? name : bare;
	return has_git_prefix(name) ? bare : name;
}

static int ambiguous(const struct patching *patching, const struct file_patch *patch,
		     const char *name, struct err *err)
{
	return err_set(err, "%s:%u: %s: is in the tree both with its first folder and without; make "
		       "the diff with a/ and b/ in front", patching->name, patch->line, name);
}

/* True if the diff may not touch the path: it leaves the folder, or is git's own. */
static bool leaves_folder(const char *path)
{
	if (!*path || *path == '/')
		return true;
	for (const char *at = path; at; at = strchr(at, '/')) {
		size_t length;

		at += *at == '/';
		length = strcspn(at, "/");
		if ((length == 2 && !memcmp(at, "..", 2)) || (length == 4 && !memcmp(at, ".git", 4)))
			return true;
	}
	return false;
}

/* True if a folder of the path, or the file, is a link: nobody knows where it ends. */
static bool goes_through_link(const struct patching *patching, const char *path)
{
	char *part = mem_strdup(path), *slash;
	bool found = is_on_disk(patching, part, S_IFLNK);

	while (!found && (slash = strrchr(part, '/'))) {
		*slash = '\0';
		found = is_on_disk(patching, part, S_IFLNK);
	}
	free(part);
	return found;
}

static int check_path(const struct patching *patching, const struct file_patch *patch,
		      const char *path, struct err *err)
{
	if (leaves_folder(path))
		return err_set(err, "%s:%u: %s: not a file inside of the tree; nothing outside of it is "
			       "read", patching->name, patch->line, path);
	if (goes_through_link(patching, path))
		return err_set(err, "%s:%u: %s: goes through a symbolic link; diffs must name the real "
			       "file", patching->name, patch->line, path);
	return 0;
}

static int find_path(const struct patching *patching, const struct file_patch *patch,
		     const char *name, bool is_new, char **path, struct err *err)
{
	const char *found;

	if (!name)
		return 0;
	/* Before anybody looks what is there. */
	if (leaves_folder(name) && check_path(patching, patch, name, err))
		return -1;
	found = path_in_name(patching, name, is_new);
	if (!found)
		return ambiguous(patching, patch, name, err);
	*path = mem_strdup(found);
	return check_path(patching, patch, *path, err);
}

/* diff without git names two copies of one file, often in folders of other names. */
static void settle_plain(const struct patching *patching, struct paths *paths)
{
	if (!paths->old || !paths->new)
		return;
	if (!is_there(patching, paths->old) && is_there(patching, paths->new)) {
		free(paths->old);
		paths->old = mem_strdup(paths->new);
	} else {
		free(paths->new);
		paths->new = mem_strdup(paths->old);
	}
}

static int find_paths(const struct patching *patching, const struct file_patch *patch,
		      struct paths *paths, struct err *err)
{
	*paths = (struct paths){0};
	if (patch->from && patch->to) {
		paths->old = mem_strdup(patch->from);
		paths->new = mem_strdup(patch->to);
		return check_path(patching, patch, paths->old, err) ||
		       check_path(patching, patch, paths->new, err) ? -1 : 0;
	}
	if (!patch->old_name && !patch->new_name)
		return err_set(err, "%s:%u: the diff does not say which file it changes",
			       patching->name, patch->line);
	if (find_path(patching, patch, patch->is_new ? NULL : patch->old_name, false, &paths->old,
		      err) ||
	    find_path(patching, patch, patch->is_deleted ? NULL : patch->new_name, patch->is_new,
		      &paths->new, err))
		return -1;
	if (!patch->is_git)
		settle_plain(patching, paths);
	return 0;
}

/* Renames and copies are from the state in front of the diff, whatever it has done to the file. */
static bool is_from_before(const struct patching *patching, const struct file_patch *patch,
			   const struct patched *patched)
{
	return patched && patch->from && patched->diff == patching->diff;
}

/* The text that the patch meets; -1: there is no such file. */
static int read_old(const struct patching *patching, const struct file_patch *patch,
		    const char *path, struct buf *text, struct err *err)
{
	const struct patched *patched = path ? find(patching, path) : NULL;
	bool before = is_from_before(patching, patch, patched);
	struct err why = {0};
	char *full;

	buf_reserve(text, 0);
	if (!path)
		return 0;
	if (before ? patched->before != NULL : patched && patched->text) {
		buf_add(text, before ? patched->before : patched->text,
			before ? patched->before_length : patched->length);
		return 0;
	}
	full = path_join(patching->change->top, path);
	if ((patched && !before) || !is_on_disk(patching, path, S_IFREG))
		err_set(err, "%s:%u: %s: is not in the tree, and the diff changes it; is the diff for "
			"another tree?", patching->name, patch->line, path);
	else if (buf_read_file(text, full, &why))
		err_set(err, "%s", why.text);
	err_clear(&why);
	free(full);
	return err->text ? -1 : 0;
}

static struct patched *find_or_add(struct patching *patching, const char *path)
{
	struct patched *found = find(patching, path);
	struct patched added = {
		.path = found ? NULL : mem_strdup(path), .diff = patching->diff,
		.was_there = is_on_disk(patching, path, S_IFREG),
	};

	if (found)
		return found;
	VEC_PUSH(&patching->files, added);
	return &patching->files.items[patching->files.n - 1];
}

static void set_text(struct patching *patching, const char *path, struct buf *text)
{
	struct patched *patched = find_or_add(patching, path);

	if (patched->diff != patching->diff) {
		free(patched->before);
		patched->before = patched->text;
		patched->before_length = patched->length;
		patched->diff = patching->diff;
	} else {
		free(patched->text);
	}
	patched->length = text ? text->length : 0;
	patched->text = text ? buf_take(text) : NULL;
}

/* The old name of a file goes, unless the same diff has put another file there. */
static void remove_old(struct patching *patching, const char *path)
{
	const struct patched *patched = find(patching, path);

	if (!patched || !patched->text || patched->diff != patching->diff)
		set_text(patching, path, NULL);
}

static bool is_applied(const struct file_patch *patch, const struct buf *text)
{
	const struct hunk *hunk;
	struct buf undone = {0};
	bool yes = patch_apply(patch, APPLY_BACKWARD | APPLY_EXACTLY, text->data, text->length,
			       &undone, &hunk) == APPLY_DONE;

	buf_free(&undone);
	return yes;
}

/* Where the diff says, else where its lines have moved; but not a second time. */
static enum apply_status apply(const struct file_patch *patch, const struct buf *old,
			       struct buf *new, const struct hunk **hunk)
{
	enum apply_status status = patch_apply(patch, APPLY_EXACTLY, old->data, old->length, new,
					       hunk);

	if (status == APPLY_DONE || is_applied(patch, old))
		return status;
	return patch_apply(patch, 0, old->data, old->length, new, hunk);
}

static int apply_failed(const struct patching *patching, const struct file_patch *patch,
			const char *path, const struct buf *old, enum apply_status status,
			const struct hunk *hunk, struct err *err)
{
	if (is_applied(patch, old))
		return err_set(err, "%s:%u: %s: the tree has this change already; lint wants the tree as it "
			       "was before: take the diff back (patch -R), or use --base in a git "
			       "repository", patching->name, hunk->line, path);
	if (status == APPLY_AMBIGUOUS)
		return err_set(err, "%s:%u: %s: the lines of this hunk are not where it says, and in "
			       "several places elsewhere; make the diff anew against this tree",
			       patching->name, hunk->line, path);
	return err_set(err, "%s:%u: %s: the lines of this hunk are not in the file; is the diff for "
		       "another tree, or does it miss a patch in front of it?",
		       patching->name, hunk->line, path);
}

static int check_new(const struct patching *patching, const struct file_patch *patch,
		     const struct paths *paths, struct err *err)
{
	if (paths->old || !paths->new || !is_there(patching, paths->new))
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

static bool is_special(unsigned mode)
{
	return mode && !S_ISREG(mode);
}

/* What the diff says of a file that it does not hold the text of. -1: nothing. */
static int look_aside(struct patching *patching, const struct file_patch *patch,
		      const struct paths *paths)
{
	const char *path = paths->new ? paths->new : paths->old;

	if (is_submodule(patch->old_mode) || is_submodule(patch->new_mode)) {
		change_add_problem(patching->change, path,
				   "a submodule that moves to another commit; run guptidy lint in it");
		return 0;
	}
	if (is_special(patch->new_mode) || is_special(patch->old_mode)) {
		if (patching->options->wants(path))
			change_add_problem(patching->change, path,
					   "the diff makes a symbolic link of it, or a file of a link; "
					   "lint the result with --base");
		return 0;
	}
	if (!patch->is_binary)
		return -1;
	if (patching->options->wants(path))
		change_add_problem(patching->change, path,
				   "changed by a binary patch, which cannot be read; make the diff with "
				   "git diff --text");
	return 0;
}

static int apply_to(struct patching *patching, const struct file_patch *patch,
		    const struct paths *paths, struct err *err)
{
	struct buf old = {0}, new = {0};
	const struct hunk *hunk;
	enum apply_status status;
	int failed = read_old(patching, patch, paths->old, &old, err);

	if (!failed) {
		buf_reserve(&new, 0);
		status = apply(patch, &old, &new, &hunk);
		if (status != APPLY_DONE)
			failed = apply_failed(patching, patch, paths->old ? paths->old : paths->new,
					      &old, status, hunk, err);
	}
	if (!failed && paths->old && !patch->is_copy &&
	    (!paths->new || strcmp(paths->old, paths->new)))
		remove_old(patching, paths->old);
	if (!failed && paths->new)
		set_text(patching, paths->new, stays(patch, &new) ? &new : NULL);
	buf_free(&old);
	buf_free(&new);
	return failed;
}

/* The path that git sorts a diff by. */
static const char *sort_path(const struct file_patch *patch)
{
	const char *name = patch->new_name ? patch->new_name : patch->old_name;

	return patch->to ? patch->to : name ? (stripped(name) ? stripped(name) : name) : "";
}

/* Diffs follow each other with text between them, or where their order begins again. */
static void count_diffs(struct patching *patching, const struct file_patch *patch)
{
	const struct file_patch *previous = patching->previous;

	if (previous && (previous->run != patch->run ||
			 strcmp(sort_path(previous), sort_path(patch)) >= 0))
		patching->diff++;
	patching->previous = patch;
}

static int apply_file(struct patching *patching, const struct file_patch *patch, struct err *err)
{
	struct paths paths;
	int status = find_paths(patching, patch, &paths, err);

	count_diffs(patching, patch);
	if (!status && look_aside(patching, patch, &paths))
		status = check_new(patching, patch, &paths, err) ||
			 apply_to(patching, patch, &paths, err) ? -1 : 0;
	free(paths.old);
	free(paths.new);
	return status;
}

static bool is_as_before(const struct patching *patching, const struct patched *patched)
{
	char *full = path_join(patching->change->top, patched->path);
	struct buf disk = {0};
	struct err err = {0};
	bool same;

	if (!patched->text || !patched->was_there) {
		free(full);
		return !patched->text && !patched->was_there;
	}
	same = !buf_read_file(&disk, full, &err) && disk.length == patched->length &&
	       !memcmp(disk.data, patched->text, disk.length);
	buf_free(&disk);
	err_clear(&err);
	free(full);
	return same;
}

/* The patched files become the new state. */
static void finish(struct patching *patching)
{
	for (size_t i = 0; i < patching->files.n; i++) {
		struct patched *patched = &patching->files.items[i];

		if (patching->options->wants(patched->path) && !is_as_before(patching, patched)) {
			change_touch(patching->change, patched->path, patched->was_there,
				     patched->text != NULL);
			overlay_add(&patching->change->new_state, patched->path, patched->text,
				    patched->length);
			patched->text = NULL;
		}
		free(patched->path);
		free(patched->text);
		free(patched->before);
	}
	free(patching->files.items);
	change_sort(patching->change);
}

static bool is_blank(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!strchr(" \t\r\n", text[i]) || !text[i])
			return false;
	return true;
}

int change_from_diff(struct change *change, const struct change_options *options, const char *name,
		     const char *text, size_t length, struct err *err)
{
	struct patching patching = { .change = change, .options = options, .name = name };
	struct patch_list list = {0};
	struct decoded decoded;
	int status;

	*change = (struct change){ .top = realpath(options->folder, NULL), .base = mem_strdup(name) };
	if (!change->top)
		return err_set(err, "%s: cannot be read; name the tree that the diff is for",
			       options->folder);
	mail_decode(text, length, &decoded);
	status = patch_parse(&decoded, name, &list, err);
	if (!status && !list.n && !is_blank(text, length))
		status = err_set(err, "%s: holds no diff; give what git diff, diff -u or git "
				 "format-patch print", name);
	for (size_t i = 0; i < list.n && !status; i++)
		status = apply_file(&patching, &list.items[i], err);
	finish(&patching);
	patch_list_free(&list);
	decoded_free(&decoded);
	return status;
}
