// SPDX-License-Identifier: GPL-2.0-only
#include "calls/family/homes.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/keep.h"
#include "kernel/scan/scan.h"
#include "kernel/tree/tree.h"

#include <stdlib.h>

static void add_home(const struct tree *tree, const char *path, struct path_list *list)
{
	char *copy;

	if (tree_has(tree, path)) {
		copy = mem_strdup(path);
		VEC_PUSH(list, copy);
	}
}

void homes_list(const struct tree *tree, struct path_list *list)
{
	static const char *const below_arch[] = { "include", "mm" };

	if (!tree->version)
		return;
	add_home(tree, "include/linux", list);
	add_home(tree, "mm", list);
	for (char **arch = tree->archs; arch && *arch; arch++) {
		for (size_t i = 0; i < ARRAY_SIZE(below_arch); i++) {
			char *path = mem_printf("arch/%s/%s", *arch, below_arch[i]);

			add_home(tree, path, list);
			free(path);
		}
	}
}

int homes_scan(const struct tree *tree, unsigned jobs, bool use_cache, struct scan *homes,
	       struct err *err)
{
	char *kept = use_cache ? keep_file(tree->root, "homes") : NULL;
	struct scan_request request = { .root = tree->root, .threads = jobs, .kept = kept };
	struct path_list paths = {0};
	int status;

	homes_list(tree, &paths);
	request.paths = (const char *const *)paths.items;
	request.n_paths = paths.n;
	status = scan_run(&request, homes, err);
	path_list_free(&paths);
	free(kept);
	return status;
}
