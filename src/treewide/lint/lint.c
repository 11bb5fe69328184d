// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/lint/lint.h"

#include "base/data/mem.h"
#include "treewide/drive/drive.h"
#include "treewide/lint/match.h"
#include "treewide/lint/near.h"
#include "treewide/lint/private.h"

#include <stdlib.h>
#include <string.h>

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

enum which_state { STATE_OLD, STATE_NEW };

static int open_state(struct linting *linting, struct run *run, enum which_state which,
		      const struct scan *homes, struct err *err)
{
	bool is_new = which == STATE_NEW;
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
	return open_state(linting, &linting->lint->run, STATE_NEW, homes, err) ||
	       open_state(linting, &linting->old, STATE_OLD, homes, err) ? -1 : 0;
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
	if (linting_is_foreign(linting) && !linting->near.n)
		return 0;
	if (linting_end_homes(linting, err) || open_states(linting, &linting->homes, err))
		return -1;
	linting_find_reach(linting);
	if (!linting->reach.n)
		return 0;
	return linting_read_reached(linting, err) || open_states(linting, &linting->homes, err) ? -1 : 0;
}

static struct state state_of(const struct linting *linting, enum which_state which)
{
	bool is_new = which == STATE_NEW;
	const struct change *change = &linting->lint->change;
	const struct paths *paths = is_new ? &linting->new_paths : &linting->old_paths;

	return (struct state){
		.name = is_new ? "new" : "old",
		.overlay = is_new ? &change->new_state : &change->old_state,
		.paths = paths->items, .n_paths = paths->n,
	};
}

static bool is_old_path(const struct linting *linting, const char *path)
{
	for (size_t i = 0; i < linting->old_paths.n; i++)
		if (!strcmp(linting->old_paths.items[i], path))
			return true;
	return false;
}

/*
 * A file that the change adds makes the new state look at the files beside it, at which the old one had no
 * reason to look. What is found there may be old: so the old state looks there as well. True if it must.
 */
static bool add_unseen(struct linting *linting)
{
	const struct finding_list *findings = &linting->lint->run.result.findings;
	size_t before = linting->old_paths.n;

	for (size_t i = 0; i < findings->n; i++) {
		char *path;

		if (change_touches(&linting->lint->change, findings->items[i].path) ||
		    is_old_path(linting, findings->items[i].path))
			continue;
		path = mem_strdup(findings->items[i].path);
		VEC_PUSH(&linting->near, path);
		VEC_PUSH(&linting->old_paths, path);
	}
	return linting->old_paths.n > before;
}

static int analyse_old(struct linting *linting, bool has_old, struct err *err)
{
	struct run_options options = linting->options->run;
	struct state state;

	if (add_unseen(linting)) {
		run_close(&linting->old);
		if (open_state(linting, &linting->old, STATE_OLD, &linting->homes, err))
			return -1;
	} else if (has_old) {
		return 0;
	}
	state = state_of(linting, STATE_OLD);
	options.state = &state;
	return run_analyse(&linting->old, &options, GOAL_CHECK, err);
}

/*
 * The old state is needed only if the new one has something to show. Where the compiler is asked about
 * the new one, and there is a core left, it is asked about the old one meanwhile.
 */
static int analyse_both(struct linting *linting, struct err *err)
{
	const struct state new_state = state_of(linting, STATE_NEW), old_state = state_of(linting, STATE_OLD);
	struct run_options new_options = linting->options->run, old_options = new_options;
	struct run_ahead ahead = { .run = &linting->old, .options = &old_options };
	struct lint *lint = linting->lint;

	new_options.state = &new_state;
	old_options.state = &old_state;
	if (run_analyse_ahead(&lint->run, &new_options, &ahead, GOAL_CHECK, err))
		return -1;
	run_heed_comments(&lint->run);
	if (!lint->run.result.findings.n && !lint->run.result.unanalysed.n)
		return 0;
	if (analyse_old(linting, ahead.is_done, err))
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

static int run(struct linting *linting, struct err *err)
{
	if (linting_open(linting, err))
		return -1;
	list_paths(linting);
	if (open_runs(linting, err) || analyse_both(linting, err))
		return -1;
	/* Where a temporary folder is open the signal has waited, and less was done than was to be. */
	if (linting->place != linting->options->tree && scratch_is_interrupted())
		return err_set(err, "%s: interrupted", linting->options->tree);
	add_problems(linting->lint);
	return 0;
}

int lint_run(struct lint *lint, struct lint_options *options, struct err *err)
{
	struct linting linting = { .lint = lint, .options = options };
	int status;

	*lint = (struct lint){0};
	status = run(&linting, err);
	linting_join(&linting);
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
