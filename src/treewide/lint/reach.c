// SPDX-License-Identifier: GPL-2.0-only
/* Files that a change concerns although it does not touch them, as it declares things otherwise. */
#include "base/data/mem.h"
#include "base/files/open.h"
#include "treewide/lint/declares.h"
#include "treewide/lint/private.h"

#include <stdlib.h>

static void add_reach(struct linting *linting, char *folder)
{
	VEC_PUSH(&linting->reach, folder);
	VEC_PUSH(&linting->old_paths, folder);
	VEC_PUSH(&linting->new_paths, folder);
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

void linting_find_reach(struct linting *linting)
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

int linting_read_reached(struct linting *linting, struct err *err)
{
	const struct change *change = &linting->lint->change;
	struct scan_request request = {
		.root = linting->tree.root, .threads = linting->options->run.jobs,
	};
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
	request.paths = paths.items;
	request.n_paths = paths.n;
	status = scan_run(&request, &linting->reached, err);
	free(paths.items);
	return status;
}

bool linting_is_foreign(const struct linting *linting)
{
	const struct change *change = &linting->lint->change;

	for (size_t i = 0; i < change->touched.n; i++)
		if (is_changed_header(linting, &change->touched.items[i]))
			return false;
	return !linting->lint->run.scan.n_files && !linting->old.scan.n_files;
}
