// SPDX-License-Identifier: GPL-2.0-only
/*
 * A change from a git repository. What differs between a commit and the disk is what differs between
 * the commit and the index, and between the index and the disk: of both, the index knows nearly
 * everything without reading a file.
 */
#include "kernel/git/change.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/change/change.h"
#include "kernel/git/comparison.h"
#include "kernel/git/foreign.h"
#include "kernel/git/program.h"
#include "kernel/git/revision.h"

#include <git2.h>
#include <git2/sys/repository.h>
#include <stdlib.h>

static int compare(struct comparison *comparison, struct err *err)
{
	if (comparison_collect(comparison, err))
		return -1;
	for (size_t i = 0; i < comparison->paths.n; i++)
		if (comparison_add(comparison, comparison->paths.items[i], err))
			return -1;
	change_sort(comparison->change);
	return 0;
}

/* A hook may stand before an index that is only being made: git names it in the environment. */
static int find_index(struct comparison *comparison, struct err *err)
{
	const char *named = comparison->options->staged ? getenv("GIT_INDEX_FILE") : NULL;
	git_buf path = {0};

	if (named && *named) {
		comparison->index_path = mem_strdup(named);
		return 0;
	}
	if (git_repository_item_path(&path, comparison->repository, GIT_REPOSITORY_ITEM_INDEX))
		return comparison_failed(comparison->change->top, "there is no index", err);
	comparison->index_path = mem_strdup(path.ptr);
	git_buf_dispose(&path);
	return 0;
}

static int open_index(struct comparison *comparison, struct err *err)
{
	int status = find_index(comparison, err);

	if (!status)
		status = index_read(&comparison->index, comparison->index_path, err);
	comparison->is_foreign = status == INDEX_FOREIGN;
	if (status)
		return -1;
	if (comparison->options->staged && comparison->index.has_conflicts)
		return err_set(err, "%s: a merge is not finished; resolve its conflicts and add the "
			       "files first", comparison->change->top);
	return 0;
}

static int open_sides(struct comparison *comparison, struct err *err)
{
	struct revisions revisions = {0};
	const struct git_options *options = comparison->options;

	if (revisions_find(comparison->repository, comparison->change->top,
			   options->staged || !options->base ? "HEAD" : options->base, &revisions, err))
		return -1;
	comparison->old = (struct side){
		.kind = SIDE_COMMIT, .tree = revisions.old, .state = &comparison->change->old_state,
	};
	comparison->new = (struct side){
		.kind = revisions.new ? SIDE_COMMIT : options->staged ? SIDE_INDEX : SIDE_DISK,
		.tree = revisions.new, .state = &comparison->change->new_state,
	};
	comparison->change->base = revisions.base;
	return open_index(comparison, err);
}

/* libgit2 would read the whole index to see whether there are .gitattributes in it. */
static void hide_index(git_repository *repository)
{
	git_index *empty;

	if (!git_index_new(&empty)) {
		git_repository_set_index(repository, empty);
		git_index_free(empty);
	}
}

static int run(struct comparison *comparison, struct err *err)
{
	int status;

	hide_index(comparison->repository);
	worktree_begin(&comparison->worktree, comparison->repository, comparison->options);
	status = open_sides(comparison, err);
	if (!status)
		status = compare(comparison, err);
	worktree_end(&comparison->worktree);
	path_set_free(&comparison->dirt.paths);
	path_set_free(&comparison->dirt.unread);
	path_set_free(&comparison->paths);
	git_tree_free(comparison->old.tree);
	git_tree_free(comparison->new.tree);
	index_free(&comparison->index);
	free(comparison->index_path);
	git_repository_free(comparison->repository);
	if (comparison->git)
		git_program_free(comparison->git);
	free(comparison->git);
	return status;
}

int change_from_git(struct change *change, const struct git_options *options, struct err *err)
{
	struct comparison comparison = { .change = change, .options = options };
	int status = -1;

	*change = (struct change){0};
	if (options->bare)
		return change_from_program(change, options, err);
	if (git_libgit2_init() < 0)
		return comparison_failed(options->folder, "libgit2 does not start", err);
	comparison.repository = repository_open(options->folder, &change->top,
						&comparison.is_foreign, err);
	if (comparison.repository)
		status = run(&comparison, err);
	git_libgit2_shutdown();
	if (!status || !comparison.is_foreign)
		return status;
	err_clear(err);
	change_free(change);
	return change_from_program(change, options, err);
}
