// SPDX-License-Identifier: GPL-2.0-only
#include "lint/lint.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/open.h"
#include "base/path.h"
#include "drive/drive.h"
#include "family/homes.h"
#include "git/bare.h"
#include "git/change.h"
#include "lint/declares.h"
#include "lint/match.h"
#include "lint/near.h"
#include "triage/triage.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct paths {
	const char **items;		/* borrowed */
	size_t n, capacity;
};

/* The run that is being made: what both states share. */
struct linting {
	struct lint *lint;
	struct run old;			/* borrows from lint->run what both states have: closed first */
	const struct lint_options *options;
	const char *place;		/* where the tree is: options->tree, or what was made of it */
	struct tree tree;
	struct scan homes, reached;	/* of the disk */
	pthread_t reader;		/* of the homes, while the change is looked for */
	bool is_reading;
	struct err reader_err;
	struct paths old_paths, new_paths;
	struct { char **items; size_t n, capacity; } reach;	/* folders; owned */
	struct path_list near;		/* files that call what is touched, or are called by it */
};

static bool is_c(const char *path)
{
	return language_of(path) == LANGUAGE_C;
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

static int open_diff(struct linting *linting, struct err *err)
{
	const struct lint_options *options = linting->options;
	const char *name = strcmp(options->diff, "-") ? options->diff : "stdin";
	/* A driver alone is where it is, not in the kernel that it is checked against. */
	const char *folder = options->run.kernel ? options->tree : linting->tree.root;
	struct buf text = {0};
	int status = read_diff(options->diff, &text, err);

	/* An empty pipe is most often one whose first command failed. */
	if (!status && !text.length && !options->allow_empty)
		status = err_set(err, "%s: is empty, so nothing was looked at; did the command that "
				 "should write it fail? If empty is right, pass --allow-empty", name);
	if (!status && text.length)
		status = change_from_diff(&linting->lint->change, folder, is_c, name,
					  text.data, text.length, err);
	buf_free(&text);
	return status;
}

static int open_change(struct linting *linting, struct err *err)
{
	const struct lint_options *options = linting->options;
	const struct git_options how = {
		.folder = options->tree, .base = options->base, .staged = options->staged,
		.threads = options->run.jobs, .keeps = options->run.use_cache, .wants = is_c,
	};

	return options->diff ? open_diff(linting, err) :
			       change_from_git(&linting->lint->change, &how, err);
}

/* A path of the change as the tree knows it; NULL: it is in the repository, but not in the tree. */
static char *tree_path(const struct linting *linting, const char *path)
{
	const char *root = linting->tree.root;
	char *full = path_join(linting->lint->change.top, path), *relative;

	if (path_is_below(full, root) && full[strlen(root)]) {
		relative = mem_strdup(full + strlen(root) + 1);
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

		if (move_path(linting, &file.path))
			overlay->items[kept++] = file;
		else
			free(file.text);
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

static void list_paths(struct linting *linting)
{
	const struct change *change = &linting->lint->change;

	for (size_t i = 0; i < change->touched.n; i++) {
		const struct touched *touched = &change->touched.items[i];

		if (touched->in_old)
			VEC_PUSH(&linting->old_paths, touched->path);
		if (touched->in_new)
			VEC_PUSH(&linting->new_paths, touched->path);
	}
}

static void add_reach(struct linting *linting, char *folder)
{
	VEC_PUSH(&linting->reach, folder);
	VEC_PUSH(&linting->old_paths, folder);
	VEC_PUSH(&linting->new_paths, folder);
}

static int open_state(struct linting *linting, struct run *run, bool is_new,
		      const struct scan *homes, struct err *err)
{
	const struct change *change = &linting->lint->change;
	const struct paths *paths = is_new ? &linting->new_paths : &linting->old_paths;
	const struct state state = {
		.place = linting->place, .name = is_new ? "new" : "old",
		.overlay = is_new ? &change->new_state : &change->old_state,
		.paths = paths->items, .n_paths = paths->n, .homes = homes,
		.read = linting->reach.n ? &linting->reached : NULL,
		.beside = is_new ? NULL : &linting->lint->run,
		.beside_overlay = &change->new_state,
	};
	struct run_options options = linting->options->run;

	options.state = &state;
	return run_open(run, &options, err);
}

static int open_states(struct linting *linting, const struct scan *homes, struct err *err)
{
	/* The old one borrows from the new one. */
	run_close(&linting->old);
	run_close(&linting->lint->run);
	return open_state(linting, &linting->lint->run, true, homes, err) ||
	       open_state(linting, &linting->old, false, homes, err) ? -1 : 0;
}

/* A header that says something else than before, or is new, or gone. */
static bool is_changed_header(const struct linting *linting, const struct touched *touched)
{
	const struct change *change = &linting->lint->change;
	struct buf old = {0}, new = {0};
	struct err err = {0};
	bool same;

	if (ends_with(touched->path, ".c"))
		return false;
	same = touched->in_old && touched->in_new &&
	       !overlay_read(&change->old_state, linting->tree.root, touched->path, &old, &err) &&
	       !overlay_read(&change->new_state, linting->tree.root, touched->path, &new, &err) &&
	       says_same(old.data ? old.data : "", old.length, new.data ? new.data : "", new.length);
	err_clear(&err);
	buf_free(&old);
	buf_free(&new);
	return !same;
}

static bool is_reached(const struct linting *linting, const char *folder)
{
	for (size_t i = 0; i < linting->reach.n; i++)
		if (path_is_below(folder, linting->reach.items[i]))
			return true;
	return false;
}

/* Folders whose files the change may concern although it does not touch them. */
static void find_reach(struct linting *linting)
{
	const struct change *change = &linting->lint->change;

	if (!declares_same(&linting->old.family, &linting->lint->run.family)) {
		add_reach(linting, mem_strdup(""));
		return;
	}
	for (size_t i = 0; i < change->touched.n; i++) {
		const char *path = change->touched.items[i].path;
		char *folder;

		if (!is_changed_header(linting, &change->touched.items[i]))
			continue;
		folder = *path == '/' ? mem_strdup(change->top) : reach_of_header(path);
		if (is_reached(linting, folder))
			free(folder);
		else
			add_reach(linting, folder);
	}
}

/* A state's files that the disk has too: the others come with its overlay. */
static bool is_on_disk(const struct linting *linting, const char *path)
{
	mode_t mode = mode_below(linting->tree.root, path);

	return S_ISREG(mode) || S_ISDIR(mode);
}

static int read_reached(struct linting *linting, struct err *err)
{
	const struct change *change = &linting->lint->change;
	struct paths paths = {0};
	int status;

	for (size_t i = 0; i < linting->reach.n; i++)
		if (is_on_disk(linting, linting->reach.items[i]))
			VEC_PUSH(&paths, linting->reach.items[i]);
	for (size_t i = 0; i < change->touched.n; i++)
		if (is_on_disk(linting, change->touched.items[i].path))
			VEC_PUSH(&paths, change->touched.items[i].path);
	for (size_t i = 0; i < linting->near.n; i++)
		VEC_PUSH(&paths, linting->near.items[i]);
	status = scan_run(linting->tree.root, paths.items, paths.n, linting->options->run.jobs,
			  NULL, &linting->reached, err);
	free(paths.items);
	return status;
}

/* True if no state of a touched file mentions the family, and no header is among them. */
static bool is_foreign(const struct linting *linting)
{
	const struct change *change = &linting->lint->change;

	for (size_t i = 0; i < change->touched.n; i++)
		if (is_changed_header(linting, &change->touched.items[i]))
			return false;
	return !linting->lint->run.scan.n_files && !linting->old.scan.n_files;
}

static void *read_homes(void *data)
{
	struct linting *linting = data;
	const struct run_options *options = &linting->options->run;

	homes_scan(&linting->tree, options->jobs, options->use_cache, &linting->homes,
		   &linting->reader_err);
	return NULL;
}

/* git reads its index with one thread; whoever has two cores reads the homes meanwhile. */
static void begin_homes(struct linting *linting)
{
	linting->is_reading = !pthread_create(&linting->reader, NULL, read_homes, linting);
	if (!linting->is_reading)
		read_homes(linting);
}

static void join_reader(struct linting *linting)
{
	if (linting->is_reading)
		pthread_join(linting->reader, NULL);
	linting->is_reading = false;
}

/* Waits for the homes; -1 sets err. */
static int end_homes(struct linting *linting, struct err *err)
{
	join_reader(linting);
	return linting->reader_err.text ? err_set(err, "%s", linting->reader_err.text) : 0;
}

static void find_near(struct linting *linting)
{
	const struct near_states states = {
		.root = linting->tree.root, .change = &linting->lint->change,
		.runs = { &linting->old, &linting->lint->run },
		.threads = linting->options->run.jobs,
	};

	near_find(&states, &linting->near);
	for (size_t i = 0; i < linting->near.n; i++) {
		VEC_PUSH(&linting->old_paths, linting->near.items[i]);
		VEC_PUSH(&linting->new_paths, linting->near.items[i]);
	}
}

/* First the touched files alone: most changes do not concern the family at all. */
static int open_runs(struct linting *linting, struct err *err)
{
	static const struct scan nothing;

	if (open_states(linting, &nothing, err))
		return -1;
	find_near(linting);
	if (is_foreign(linting) && !linting->near.n)
		return 0;
	if (end_homes(linting, err) || open_states(linting, &linting->homes, err))
		return -1;
	find_reach(linting);
	if (!linting->reach.n)
		return 0;
	return read_reached(linting, err) || open_states(linting, &linting->homes, err) ? -1 : 0;
}

static struct state state_of(const struct linting *linting, bool is_new)
{
	const struct change *change = &linting->lint->change;

	return (struct state){
		.name = is_new ? "new" : "old",
		.overlay = is_new ? &change->new_state : &change->old_state,
	};
}

/*
 * The old state is needed only if the new one has something to show. Where the compiler is asked about
 * the new one, and there is a core left, it is asked about the old one meanwhile.
 */
static int analyse_both(struct linting *linting, struct err *err)
{
	const struct state new_state = state_of(linting, true), old_state = state_of(linting, false);
	struct run_options new_options = linting->options->run, old_options = new_options;
	struct lint *lint = linting->lint;
	bool has_old;

	new_options.state = &new_state;
	old_options.state = &old_state;
	if (run_analyse_ahead(&lint->run, &new_options, &linting->old, &old_options, &has_old,
			      GOAL_CHECK, err))
		return -1;
	run_heed_comments(&lint->run);
	if (!lint->run.result.findings.n && !lint->run.result.unanalysed.n)
		return 0;
	if (!has_old && run_analyse(&linting->old, &old_options, GOAL_CHECK, err))
		return -1;
	run_heed_comments(&linting->old);
	match_findings(&linting->old.result.findings, &lint->run.result.findings);
	match_unanalysed(&linting->old, &lint->run);
	return 0;
}

static void add_problems(struct lint *lint)
{
	for (size_t i = 0; i < lint->change.problems.n; i++)
		result_add_unanalysed(&lint->run.result, lint->change.problems.items[i].path, 0,
				      lint->change.problems.items[i].reason);
	result_sort(&lint->run.result);
}

/* What clang, and the makers of its commands, may read of a tree: C, headers of any name, build files. */
static bool is_of_a_build(const char *path)
{
	const char *name = path_name(path);

	return is_c(path) || !strcmp(name, "Makefile") || !strncmp(name, "Kbuild", strlen("Kbuild")) ||
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
		.wants = is_c, .needs = is_of_a_build,
	};

	if (scratch_open(scratch, err))
		return -1;
	how.bare = linting->place = scratch->path;
	return change_from_git(&linting->lint->change, &how, err) ||
	       tree_open(&linting->tree, linting->place, options->run.kernel, err) ? -1 : 0;
}

/* The homes are read while git's own files are. */
static int open_all(struct linting *linting, struct err *err)
{
	const struct lint_options *options = linting->options;
	bool is_bare = !options->diff && bare_is(options->tree);

	linting->place = options->tree;
	if (is_bare ? open_bare(linting, err) :
	    tree_open(&linting->tree, options->tree, options->run.kernel, err))
		return -1;
	begin_homes(linting);
	return is_bare ? 0 : open_change(linting, err);
}

static int run(struct linting *linting, struct err *err)
{
	if (open_all(linting, err))
		return -1;
	move_paths(linting);
	list_paths(linting);
	if (open_runs(linting, err) || analyse_both(linting, err))
		return -1;
	/* Where a temporary folder is open the signal has waited, and less was done than was to be. */
	if (linting->lint->bare.path && scratch_is_interrupted())
		return err_set(err, "%s: interrupted", linting->options->tree);
	add_problems(linting->lint);
	return 0;
}

int lint_run(struct lint *lint, const struct lint_options *options, struct err *err)
{
	struct linting linting = { .lint = lint, .options = options };
	int status;

	*lint = (struct lint){0};
	status = run(&linting, err);
	join_reader(&linting);
	run_close(&linting.old);
	err_clear(&linting.reader_err);
	for (size_t i = 0; i < linting.reach.n; i++)
		free(linting.reach.items[i]);
	free(linting.reach.items);
	path_list_free(&linting.near);
	free(linting.old_paths.items);
	free(linting.new_paths.items);
	scan_free(&linting.homes);
	scan_free(&linting.reached);
	tree_close(&linting.tree);
	return status;
}

void lint_close(struct lint *lint)
{
	run_close(&lint->run);
	change_free(&lint->change);
	scratch_close(&lint->bare);
}
