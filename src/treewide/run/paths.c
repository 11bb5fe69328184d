// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/run/paths.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/tree/place.h"
#include "kernel/tree/root.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A pipe or a device would be waited for, not read. */
static bool is_readable_kind(const char *path)
{
	struct stat st;

	if (stat(path, &st))
		return false;
	return S_ISREG(st.st_mode) || (S_ISDIR(st.st_mode) && !access(path, R_OK | X_OK));
}

char *run_path(const struct tree *tree, const char *path, struct err *err)
{
	char *real = realpath(path, NULL), *relative;

	if (!real) {
		path_refuse(path, err);
		return NULL;
	}
	if (!is_readable_kind(real)) {
		err_set(err, "%s: no file, and no folder that can be read; name one of those", path);
		free(real);
		return NULL;
	}
	if (!path_is_below(real, tree->root)) {
		if (!tree_is_built_in(tree, real))
			return real;
		free(real);
		return mem_strdup("");
	}
	relative = mem_strdup(path_rest(real, tree->root));
	free(real);
	return relative;
}

void run_widen_place(struct run *run, const char *path)
{
	char *own, *common;

	if (*path != '/')
		return;
	own = place_of(path);
	common = run->place ? place_common(run->place, own) : mem_strdup(own);
	free(own);
	free(run->place);
	run->place = common;
}

/* Beside names relative to the root there can be no others: which is which could not be told. */
static void forget_place_beside_tree(struct run *run)
{
	for (size_t i = 0; i < run->paths.n; i++) {
		if (*run->paths.items[i] == '/')
			continue;
		free(run->place);
		run->place = NULL;
	}
}

int run_read_paths(struct run *run, const struct run_options *options, struct err *err)
{
	for (size_t i = 0; i < options->n_paths; i++) {
		struct err why = {0};
		char *path = run_path(&run->tree, options->paths[i], &why);

		if (path && *path == '/' && !options->kernel)
			err_set(&why, "%s: is not in the tree %s of the first path; name one tree at a "
				"time, or pass --kernel", options->paths[i], run->tree.root);
		if (!why.text) {
			VEC_PUSH(&run->paths, path);
			run_widen_place(run, path);
			continue;
		}
		err_set(err, "%s", why.text);
		result_add_unanalysed(&run->result, options->paths[i], 0, why.text);
		err_clear(&why);
		free(path);
	}
	forget_place_beside_tree(run);
	return run->paths.n ? 0 : -1;
}

const char *run_first_path(const struct run_options *options)
{
	for (size_t i = 0; i < options->n_paths; i++)
		if (is_readable_kind(options->paths[i]))
			return options->paths[i];
	return options->paths[0];
}

struct scan_request run_scan_request(const struct run *run, const struct run_options *options)
{
	return (struct scan_request){
		.root = run->tree.root, .paths = (const char *const *)run->paths.items, .n_paths = run->paths.n,
		.threads = options->jobs,
	};
}
