// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/paths.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/name.h"
#include "kernel/change/patch.h"
#include "kernel/change/patched.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct naming {
	const struct patched_set *set;
	const struct file_patch *patch;
	const char *patch_file;
};

static bool is_there(const struct patched_set *set, const char *path)
{
	return patched_kind(set, path) == PATCHED_FILE;
}

/* git's a/ and b/, and those of diff.mnemonicPrefix. */
static bool has_git_prefix(const char *name)
{
	return *name && strchr("abciwo12", *name) && name[1] == '/';
}

static bool has_folder(const struct patched_set *set, const char *name)
{
	const char *slash = strchr(name, '/');
	char *folder = mem_strndup(name, slash ? (size_t)(slash - name) : 0);
	bool found = *folder && patched_kind_on_disk(set, folder) == PATCHED_FOLDER;

	free(folder);
	return found;
}

/* The name with its prefix or without: whichever is there. NULL: both are. */
static const char *path_in_name(const struct patched_set *set, const char *name, bool is_new)
{
	const char *bare = patch_bare_name(name);
	bool whole_is_there = is_there(set, name);
	bool bare_is_there = is_there(set, bare);

	if (bare == name)
		return name;
	if (is_new && !whole_is_there && !bare_is_there)
		return has_git_prefix(name) || !has_folder(set, name) ? bare : name;
	if (whole_is_there && bare_is_there)
		return has_git_prefix(name) ? bare : NULL;
	if (whole_is_there || bare_is_there)
		return whole_is_there ? name : bare;
	return has_git_prefix(name) ? bare : name;
}

/*
 * Only what the disk has: where the diff makes a link of a folder, it takes away the files below as well,
 * and git names the link first.
 */
static bool is_link(const struct patched_set *set, const char *path)
{
	return !patched_find(set, path) && patched_kind_on_disk(set, path) == PATCHED_LINK;
}

/* True if a folder of the path, or the file, is a link: nobody knows where it ends. */
static bool goes_through_link(const struct naming *naming, const char *path)
{
	char *part = mem_strdup(path), *slash;
	bool found = !patch_may_be_link(naming->patch) && is_link(naming->set, part);

	while (!found && (slash = strrchr(part, '/'))) {
		*slash = '\0';
		found = is_link(naming->set, part);
	}
	free(part);
	return found;
}

static int says_nothing(const struct naming *naming, struct err *err)
{
	return err_set(err, "%s:%u: the diff does not say which file it changes", naming->patch_file,
		       naming->patch->line);
}

static int check_path(const struct naming *naming, const char *path, struct err *err)
{
	const char *refused = name_refused(path);

	if (!*path)
		return says_nothing(naming, err);
	if (refused)
		return err_set(err, "%s:%u: %s: %s", naming->patch_file, naming->patch->line, path,
			       refused);
	if (goes_through_link(naming, path))
		return err_set(err, "%s:%u: %s: goes through a symbolic link; diffs must name the real "
			       "file", naming->patch_file, naming->patch->line, path);
	return 0;
}

static int find_path(const struct naming *naming, const char *name, bool is_new, char **path,
		     struct err *err)
{
	const char *found;

	if (!name)
		return 0;
	/* Before anybody looks what is there. */
	if (name_refused(name) && check_path(naming, name, err))
		return -1;
	found = path_in_name(naming->set, name, is_new);
	if (!found)
		return err_set(err, "%s:%u: %s: is in the tree both with its first folder and without; "
			       "make the diff with a/ and b/ in front", naming->patch_file,
			       naming->patch->line, name);
	*path = mem_strdup(found);
	return check_path(naming, *path, err);
}

/* diff -N without git names a file that was not there, and gives it no lines. */
static bool makes_file(const struct file_patch *patch)
{
	return !patch->is_git && patch->hunks.n == 1 && !patch->hunks.items[0].old_start &&
	       !patch->hunks.items[0].old_count;
}

/* diff without git names two copies of one file, often in folders of other names. */
static void settle_plain(const struct naming *naming, struct patch_paths *paths)
{
	bool old_is_there, new_is_there;

	if (!paths->old || !paths->new)
		return;
	old_is_there = is_there(naming->set, paths->old);
	new_is_there = is_there(naming->set, paths->new);
	if (!old_is_there && !new_is_there && makes_file(naming->patch)) {
		free(paths->old);
		paths->old = NULL;
	} else if (!old_is_there && new_is_there) {
		free(paths->old);
		paths->old = mem_strdup(paths->new);
	} else {
		free(paths->new);
		paths->new = mem_strdup(paths->old);
	}
}

int paths_find(const struct patched_set *set, const struct file_patch *patch, const char *patch_file,
	       struct patch_paths *paths, struct err *err)
{
	struct naming naming = { .set = set, .patch = patch, .patch_file = patch_file };

	*paths = (struct patch_paths){0};
	if (patch->from && patch->to) {
		paths->old = mem_strdup(patch->from);
		paths->new = mem_strdup(patch->to);
		return check_path(&naming, paths->old, err) ||
		       check_path(&naming, paths->new, err) ? -1 : 0;
	}
	if (!patch->old_name && !patch->new_name)
		return says_nothing(&naming, err);
	if (find_path(&naming, patch->is_new ? NULL : patch->old_name, false, &paths->old, err) ||
	    find_path(&naming, patch->is_deleted ? NULL : patch->new_name,
		      patch->is_new || makes_file(patch), &paths->new, err))
		return -1;
	if (!paths->old && !paths->new)
		return err_set(err, "%s:%u: the diff both makes and deletes this file; is it damaged?",
			       patch_file, patch->line);
	if (!patch->is_git)
		settle_plain(&naming, paths);
	return 0;
}

void paths_free(struct patch_paths *paths)
{
	free(paths->old);
	free(paths->new);
	*paths = (struct patch_paths){0};
}
