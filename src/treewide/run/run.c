// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/run/run.h"

#include "base/data/mem.h"
#include "base/data/search.h"
#include "base/files/stamp.h"

#include <stdlib.h>
#include <string.h>

bool run_is_whole_tree(const struct run *run)
{
	for (size_t i = 0; i < run->paths.n; i++)
		if (!*run->paths.items[i])
			return true;
	return false;
}

bool run_is_of_change(const struct run_options *options)
{
	return options->state && !options->state->is_asked;
}

/* Among the sources [first, last), which are by path. */
static struct source *source_between(const struct run *run, size_t first, size_t last, const char *path)
{
	struct source *sources = run->sources + first;
	size_t n = last - first, i;

	LOWER_BOUND(i, n, strcmp(sources[i].path, path) < 0);
	return i < n && !strcmp(sources[i].path, path) ? &sources[i] : NULL;
}

struct source *run_source(const struct run *run, const char *path)
{
	struct source *source = source_between(run, 0, run->n_asked, path);

	if (!source)
		source = source_between(run, run->n_asked, run->n_sources, path);
	for (size_t i = 0; !source && i < run->others.n; i++)
		if (!strcmp(run->others.items[i]->path, path))
			source = run->others.items[i];
	return source;
}

void run_note_looked_at(struct run *run, const char *const *paths, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *copy = mem_strdup(paths[i]);

		VEC_PUSH(&run->looked_at, copy);
	}
}

void run_close(struct run *run)
{
	asked_free(&run->paths);
	for (size_t i = 0; i < run->n_sources; i++)
		source_close(&run->sources[i]);
	for (size_t i = 0; i < run->others.n; i++) {
		source_close(run->others.items[i]);
		free(run->others.items[i]);
	}
	for (size_t i = 0; i < CALLER_ROUNDS; i++)
		scan_free(&run->callers[i]);
	for (size_t i = 0; i < run->opened.n; i++) {
		scan_free(run->opened.items[i]);
		free(run->opened.items[i]);
	}
	free(run->sources);
	free(run->others.items);
	free(run->opened.items);
	free(run->judged.items);
	path_list_free(&run->looked_at);
	stamps_free(run->stamps);
	family_free(&run->family);
	result_free(&run->result);
	free(run->place);
	free(run->defines);
	scan_free(&run->scan);
	scan_free(&run->homes);
	scan_free(&run->users);
	tree_close(&run->tree);
	*run = (struct run){0};
}
