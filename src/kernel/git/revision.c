// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/git/revision.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"

#include <stdlib.h>
#include <string.h>

/* Digits of a commit's name that people read. */
#define SHORT 12

/* Where safe.directory is set nowhere, libgit2 1.5 finds no repository instead of one to distrust. */
static bool is_of_another(const char *folder, int status)
{
	git_buf found = {0};
	bool is = status == GIT_EOWNER ||
		  (status == GIT_ENOTFOUND && !git_repository_discover(&found, folder, 0, NULL));

	git_buf_dispose(&found);
	return is;
}

static git_repository *open_failed(const char *folder, int status, bool *is_foreign, struct err *err)
{
	if (is_of_another(folder, status))
		err_set(err, "%s: its git repository belongs to another user; if you trust it: git "
			"config --global --add safe.directory FOLDER", folder);
	else if (status == GIT_ENOTFOUND)
		err_set(err, "%s: not in a git repository; name one, or lint a diff with --diff FILE",
			folder);
	else
		*is_foreign = true;
	return NULL;
}

/*
 * True if the working tree is the one that folder is in. A copied worktree still means the one that it was
 * copied from, and core.worktree means any: with the whole disk, all of it would be walked.
 */
static bool is_own(git_repository *repository, const char *folder, const char *top)
{
	char *real = realpath(folder, NULL);
	git_repository *there = NULL;
	bool own = real && path_is_below(real, strcmp(top, "/") ? top : "") &&
		   !git_repository_open(&there, top) &&
		   !strcmp(git_repository_path(there), git_repository_path(repository));

	git_repository_free(there);
	free(real);
	return own;
}

git_repository *repository_open(const char *folder, char **top, bool *is_foreign, struct err *err)
{
	/* They say where objects come from and where the configuration is: no matter to a reader. */
	static const char *extensions[] = { "partialclone", "worktreeconfig" };
	git_repository *repository;
	int status;

	git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, ARRAY_SIZE(extensions));
	status = git_repository_open_ext(&repository, folder, 0, NULL);
	if (status)
		return open_failed(folder, status, is_foreign, err);
	if (git_repository_is_bare(repository)) {
		err_set(err, "%s: a bare repository has no working tree to lint; name two commits: "
			"--base OLD..NEW", folder);
		git_repository_free(repository);
		return NULL;
	}
	*top = realpath(git_repository_workdir(repository), NULL);
	if (!*top || !is_own(repository, folder, *top)) {
		err_set(err, "%s: its git repository says that its working tree is %s, which is not the one "
			"that it lies in; name that one, or, if it was moved: git worktree repair", folder,
			git_repository_workdir(repository));
		free(*top);
		*top = NULL;
		git_repository_free(repository);
		return NULL;
	}
	return repository;
}

/* Why a revision is not there. */
static int not_found(git_repository *repository, const char *top, const char *spec, struct err *err)
{
	if (git_repository_head_unborn(repository) == 1 && !strncmp(spec, "HEAD", 4))
		return err_set(err, "%s: has no commit yet, so there is nothing to compare with; commit "
			       "first, or run guptidy check", top);
	if (git_repository_is_shallow(repository))
		return err_set(err, "%s: `%s` is not in this shallow clone; fetch it first: git fetch "
			       "--unshallow, or a checkout with full history", top, spec);
	return err_set(err, "%s: `%s` names no commit of this repository; was it fetched?", top, spec);
}

static int tree_of(const char *top, const char *spec, git_object *object, git_tree **tree,
		   struct err *err)
{
	git_object *commit = NULL, *peeled;

	/* A tree will not do: HEAD:mm is one, and not the root's. */
	if (git_object_peel(&commit, object, GIT_OBJECT_COMMIT))
		return err_set(err, "%s: `%s` is no commit; name a commit, a branch or a tag", top,
			       spec);
	if (git_object_peel(&peeled, commit, GIT_OBJECT_TREE)) {
		git_object_free(commit);
		return err_set(err, "%s: `%s`: its folders are not in this clone, which was made without "
			       "trees; fetch them: git diff --raw %s", top, spec, spec);
	}
	git_object_free(commit);
	*tree = (git_tree *)peeled;
	return 0;
}

static char *describe(const char *spec, size_t length, const git_oid *id)
{
	char name[SHORT + 1];

	git_oid_tostr(name, sizeof(name), id);
	return mem_printf("%.*s (%s)", (int)length, length ? spec : "HEAD", name);
}

/* What stands in front of the dots. */
static size_t left_length(const char *spec)
{
	const char *dots = strstr(spec, "..");

	return dots ? (size_t)(dots - spec) : strlen(spec);
}

/* A...B: what B brings since it left A. */
static int use_merge_base(git_repository *repository, const char *top, const char *spec,
			  git_revspec *found, char **base, struct err *err)
{
	git_object *left = NULL, *right = NULL, *object;
	char name[SHORT + 1];
	git_oid id;
	bool good = !git_object_peel(&left, found->from, GIT_OBJECT_COMMIT) &&
		    !git_object_peel(&right, found->to, GIT_OBJECT_COMMIT) &&
		    !git_merge_base(&id, repository, git_object_id(left), git_object_id(right)) &&
		    !git_object_lookup(&object, repository, &id, GIT_OBJECT_COMMIT);

	git_object_free(left);
	git_object_free(right);
	if (!good)
		return err_set(err, "%s: `%s`: the two have no common ancestor %s", top, spec,
			       git_repository_is_shallow(repository) ?
			       "in this shallow clone; fetch more of it first: git fetch --unshallow" :
			       "in this repository");
	git_object_free(found->from);
	found->from = object;
	free(*base);
	git_oid_tostr(name, sizeof(name), &id);
	*base = mem_printf("merge base of %s (%s)", spec, name);
	return 0;
}

int revisions_find(git_repository *repository, const char *top, const char *spec,
		   struct revisions *revisions, struct err *err)
{
	git_revspec found = {0};
	int status = 0;

	if (git_revparse(&found, repository, spec)) {
		git_object_free(found.from);
		git_object_free(found.to);
		return not_found(repository, top, spec, err);
	}
	revisions->base = describe(spec, left_length(spec), git_object_id(found.from));
	if (found.flags & GIT_REVSPEC_MERGE_BASE)
		status = use_merge_base(repository, top, spec, &found, &revisions->base, err);
	if (!status)
		status = tree_of(top, spec, found.from, &revisions->old, err);
	if (!status && found.to)
		status = tree_of(top, spec, found.to, &revisions->new, err);
	git_object_free(found.from);
	git_object_free(found.to);
	if (status) {
		free(revisions->base);
		git_tree_free(revisions->old);
		*revisions = (struct revisions){0};
	}
	return status;
}
