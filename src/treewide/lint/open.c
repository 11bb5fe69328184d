// SPDX-License-Identifier: GPL-2.0-only
/* Where the change comes from, the tree that it is of, and the paths that both call the files by. */
#include "base/data/mem.h"
#include "check/config/config.h"
#include "kernel/change/patches.h"
#include "kernel/git/bare.h"
#include "kernel/git/change.h"
#include "treewide/lint/private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_c(const char *path)
{
	return language_of(path) == LANGUAGE_C;
}

/* And the file that says how: treewide/lint/configure.c takes it out again. */
static bool is_wanted(const char *path)
{
	return is_c(path) || !strcmp(path_name(path), CONFIG_NAME);
}

const char *lint_diff_name(const struct lint_options *options)
{
	return strcmp(options->diff, "-") ? options->diff : "stdin";
}

static int read_diff(const char *name, struct buf *text, struct err *err)
{
	bool is_stdin = !strcmp(name, "-");
	FILE *file = is_stdin ? stdin : fopen(name, "r");
	char bytes[65536];
	size_t n;
	int status = 0;

	if (!file)
		return err_set(err, "%s: cannot be opened; name a diff, or - for stdin", name);
	while ((n = fread(bytes, 1, sizeof(bytes), file)))
		buf_add(text, bytes, n);
	if (ferror(file))
		status = err_set(err, "%s: cannot be read; name a diff, or - for stdin", name);
	if (!is_stdin)
		fclose(file);
	return status;
}

int lint_read_diff(const struct lint_options *options, struct buf *text, struct err *err)
{
	int status = read_diff(options->diff, text, err);

	/* An empty pipe is most often one whose first command failed. */
	if (!status && !text->length && !options->allow_empty)
		return err_set(err, "%s: is empty, so nothing was looked at; did the command that "
			       "should write it fail? If empty is right, pass --allow-empty",
			       lint_diff_name(options));
	buf_reserve(text, 0);
	return status;
}

/* A driver alone is where it is, not in the kernel that it is checked against. */
static const char *diff_folder(const struct linting *linting)
{
	return linting->options->run.kernel ? linting->options->tree : linting->tree.root;
}

static int open_diff(struct linting *linting, struct err *err)
{
	struct buf text = {0};
	int status = lint_read_diff(linting->options, &text, err);
	const struct diff_text diff = { lint_diff_name(linting->options), text.data, text.length };

	if (!status && text.length)
		status = change_from_diff(&linting->lint->change, diff_folder(linting), is_wanted, &diff, err);
	buf_free(&text);
	return status;
}

static int open_change(struct linting *linting, struct err *err)
{
	const struct lint_options *options = linting->options;
	const struct git_options how = {
		.folder = options->tree, .base = options->base, .staged = options->staged,
		.threads = options->run.jobs, .keeps = options->run.use_cache, .wants = is_wanted,
	};

	if (options->patches)
		return patches_take(options->patches, diff_folder(linting), is_wanted, &linting->lint->change, err);
	return options->diff ? open_diff(linting, err) :
			       change_from_git(&linting->lint->change, &how, err);
}

/* A path of the change as the tree knows it; NULL: it is in the repository, but not in the tree. */
static char *tree_path(const struct linting *linting, const char *path)
{
	const char *root = linting->tree.root;
	char *full = path_join(linting->lint->change.top, path), *relative;
	const char *below = path_rest(full, root);

	if (below && *below) {
		relative = mem_strdup(below);
		free(full);
		return relative;
	}
	if (linting->options->run.kernel)
		return full;
	free(full);
	return NULL;
}

/* Makes *path the tree's; false, and NULL, when it is not in the tree. */
static bool move_path(const struct linting *linting, char **path)
{
	char *moved = tree_path(linting, *path);

	free(*path);
	*path = moved;
	return moved;
}

static void move_overlay(const struct linting *linting, struct overlay *overlay)
{
	size_t kept = 0;

	for (size_t i = 0; i < overlay->n; i++) {
		struct overlay_file file = overlay->items[i];
		char *path = tree_path(linting, file.path);

		if (path) {
			if (!file.borrows_path)
				free(file.path);
			file.path = path;
			file.borrows_path = false;
			overlay->items[kept++] = file;
		} else {
			overlay_file_free(&file);
		}
	}
	overlay->n = kept;
	overlay_sort(overlay);
}

static void move_problems(struct linting *linting)
{
	struct change *change = &linting->lint->change;
	size_t kept = 0;

	for (size_t i = 0; i < change->problems.n; i++) {
		struct change_problem problem = change->problems.items[i];

		if (move_path(linting, &problem.path))
			change->problems.items[kept++] = problem;
		else
			free(problem.reason);
	}
	change->problems.n = kept;
}

/* The change's paths are relative to its own top, those of a run to the tree's root. */
static void move_paths(struct linting *linting)
{
	struct change *change = &linting->lint->change;
	size_t kept = 0;

	if (change->top && !strcmp(change->top, linting->tree.root))
		return;
	move_overlay(linting, &change->old_state);
	move_overlay(linting, &change->new_state);
	for (size_t i = 0; i < change->touched.n; i++) {
		struct touched touched = change->touched.items[i];

		if (move_path(linting, &touched.path))
			change->touched.items[kept++] = touched;
	}
	change->touched.n = kept;
	move_problems(linting);
}

/* What clang, and the makers of its commands, may read of a tree: C, headers of any name, build files. */
static bool is_of_a_build(const char *path)
{
	const char *name = path_name(path);

	return is_wanted(path) || !strcmp(name, "Makefile") || !strncmp(name, "Kbuild", strlen("Kbuild")) ||
	       !strncmp(name, "Kconfig", strlen("Kconfig")) || strstr(path, "include/") ||
	       strstr(name, ".inc");
}

/* The change first: it says which commit's files make the tree. */
static int open_bare(struct linting *linting, struct err *err)
{
	const struct lint_options *options = linting->options;
	struct scratch *scratch = &linting->lint->bare;
	struct git_options how = {
		.folder = options->tree, .base = options->base, .staged = options->staged,
		.wants = is_wanted, .needs = is_of_a_build, .bare_has = options->bare_has,
	};

	if (!options->bare && scratch_open(scratch, err))
		return -1;
	how.bare = linting->place = options->bare ? options->bare : scratch->path;
	return change_from_git(&linting->lint->change, &how, err) ||
	       tree_open(&linting->tree, linting->place, options->run.kernel, err) ? -1 : 0;
}

int linting_open(struct linting *linting, struct err *err)
{
	const struct lint_options *options = linting->options;
	bool is_bare = !options->diff && !options->patches && bare_is(options->tree);

	linting->place = options->tree;
	if (is_bare ? open_bare(linting, err) :
	    tree_open(&linting->tree, options->tree, options->run.kernel, err))
		return -1;
	linting_begin_homes(linting);
	if ((!is_bare && open_change(linting, err)) || linting_configure(linting, err))
		return -1;
	move_paths(linting);
	return 0;
}
