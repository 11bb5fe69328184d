// SPDX-License-Identifier: GPL-2.0-only
/* Where two states of a repository may differ: the commits, the index and the disk are held side by side. */
#include "base/data/err.h"
#include "base/files/name.h"
#include "base/files/path.h"
#include "kernel/git/comparison.h"
#include "kernel/git/recorded.h"

#include <stdlib.h>
#include <string.h>

/* A commit, and the index too, may name anything: git itself would refuse to check it out. */
static void add_path(struct comparison *comparison, const char *path)
{
	const char *refused = name_refused(path);

	if (refused)
		change_add_problem(comparison->change, path, refused);
	if (!refused && comparison->options->wants(path))
		path_set_add(&comparison->paths, path);
}

/* A submodule is one line of this repository; what the line stands for is not here. */
static void report_submodule(struct comparison *comparison, const char *path)
{
	change_add_problem(comparison->change, path,
			   "a submodule that moves to another commit; run guptidy lint in it");
}

/* What differs is the change itself, or a part of it; or it only has to be looked at. */
enum difference { IS_CHANGE, IS_BESIDE };

static int add_differences(struct comparison *comparison, git_diff *diff, enum difference what)
{
	size_t n = git_diff_num_deltas(diff);

	for (size_t i = 0; i < n; i++) {
		const git_diff_delta *delta = git_diff_get_delta(diff, i);

		add_path(comparison, delta->old_file.path);
		add_path(comparison, delta->new_file.path);
		if (what == IS_CHANGE && (delta->old_file.mode == GIT_FILEMODE_COMMIT ||
				  delta->new_file.mode == GIT_FILEMODE_COMMIT))
			report_submodule(comparison, delta->new_file.path);
	}
	git_diff_free(diff);
	return 0;
}

static int too_many(const struct comparison *comparison, struct err *err)
{
	return err_set(err, "%s: more than %d files differ; compare with a commit that is nearer",
		       comparison->change->top, RECORDED_MOST);
}

/* libgit2 asks this for each file that differs. */
static int stop_at_most(const git_diff *diff, const git_diff_delta *delta, const char *matched,
			void *data)
{
	size_t *n = data;

	(void)diff;
	(void)matched;
	(void)delta;
	return ++*n > RECORDED_MOST ? RECORDED_TOO_MANY : 0;
}

static int compare_trees(struct comparison *comparison, git_tree *old, git_tree *new,
			 enum difference what, struct err *err)
{
	git_diff_options options;
	git_diff *diff;
	size_t n = 0;

	/* libgit2 would read both to the last leaf. */
	if (git_oid_equal(git_tree_id(old), git_tree_id(new)))
		return 0;
	if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION))
		return comparison_failed(comparison->change->top, "two commits cannot be compared", err);
	options.notify_cb = stop_at_most;
	options.payload = &n;
	if (git_diff_tree_to_tree(&diff, comparison->repository, old, new, &options))
		return n > RECORDED_MOST ? too_many(comparison, err) :
			comparison_failed(comparison->change->top, "two commits cannot be compared; if the "
					  "clone was made without trees, fetch them with git diff --raw", err);
	return add_differences(comparison, diff, what);
}

/* Who is told of differences between a commit and the index. */
struct listener {
	struct comparison *comparison;
	enum difference what;
};

static void add_recorded(const char *path, bool is_submodule, void *data)
{
	const struct listener *listener = data;

	add_path(listener->comparison, path);
	if (is_submodule && listener->what == IS_CHANGE)
		report_submodule(listener->comparison, path);
}

static int compare_with_index(struct comparison *comparison, git_tree *tree, enum difference what,
			      struct err *err)
{
	struct listener listener = { .comparison = comparison, .what = what };
	int status = recorded_compare(tree, &comparison->index, add_recorded, &listener);

	if (status == RECORDED_TOO_DEEP)
		return err_set(err, "%s: a commit has folders in each other to a path that is longer than "
			       "any system takes", comparison->change->top);
	if (status == RECORDED_TOO_MANY)
		return too_many(comparison, err);
	if (status)
		return comparison_failed(comparison->change->top, "a folder of the commit cannot be "
					 "compared with the index; fetch it", err);
	return 0;
}

/* What the old commit has otherwise than the index, the new one has so too, or they differ. */
static int compare_sides(struct comparison *comparison, struct err *err)
{
	if (comparison->new.kind != SIDE_COMMIT)
		return compare_with_index(comparison, comparison->old.tree, IS_CHANGE, err);
	return compare_with_index(comparison, comparison->new.tree, IS_BESIDE, err) ||
	       compare_trees(comparison, comparison->old.tree, comparison->new.tree, IS_CHANGE, err) ?
		-1 : 0;
}

/* The commit that a submodule's folder is at; false: it is not checked out. */
static bool commit_of(const struct comparison *comparison, const char *path, git_oid *id)
{
	char *folder = path_join(comparison->change->top, path);
	git_repository *submodule = NULL;
	bool found = !git_repository_open(&submodule, folder) &&
		     !git_reference_name_to_id(id, submodule, "HEAD");

	git_repository_free(submodule);
	free(folder);
	return found;
}

/* Submodules that the index has at one commit and the disk at another. */
static void look_at_submodules(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->index.n; i++) {
		const struct index_entry *entry = &comparison->index.entries[i];
		git_oid id;

		if (entry->mode == GIT_FILEMODE_COMMIT && !name_refused(entry->path) &&
		    commit_of(comparison, entry->path, &id) &&
		    memcmp(id.id, entry->id, sizeof(id.id)))
			report_submodule(comparison, entry->path);
	}
}

int comparison_collect(struct comparison *comparison, struct err *err)
{
	bool from_disk = comparison->new.kind == SIDE_DISK;

	if (worktree_compare(&comparison->worktree, comparison->repository, &comparison->index,
			     comparison->options, &comparison->dirt, err))
		return -1;
	path_set_sort(&comparison->dirt.paths);
	for (size_t i = 0; i < comparison->dirt.paths.n; i++)
		add_path(comparison, comparison->dirt.paths.items[i]);
	for (size_t i = 0; from_disk && i < comparison->dirt.unread.n; i++)
		change_add_problem(comparison->change, comparison->dirt.unread.items[i],
				   "a folder that cannot be opened; what is untracked in it is not "
				   "linted");
	if (compare_sides(comparison, err))
		return -1;
	if (from_disk)
		look_at_submodules(comparison);
	path_set_sort(&comparison->paths);
	return 0;
}
