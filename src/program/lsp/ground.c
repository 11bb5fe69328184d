// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/ground.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "base/files/stamp.h"
#include "calls/family/homes.h"
#include "program/lsp/look.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The deepest folder above a path that is there. */
static char *folder_above(const char *path)
{
	char *folder = path_folder(path);

	while (*folder && access(folder, R_OK | X_OK)) {
		char *above = path_folder(folder);

		free(folder);
		folder = above;
	}
	if (*folder)
		return folder;
	free(folder);
	return mem_strdup("/");
}

int ground_tree(struct tree *tree, const char *path, const char *kernel, struct err *err)
{
	char *place = folder_above(path);
	int status = tree_open(tree, place, kernel, err);

	free(place);
	return status;
}

/* All that the base was made from: the files that were read, and the folders that others may come into. */
static void list_read(const struct ground *ground, struct path_list *paths)
{
	const struct run *base = &ground->base;
	struct path_list relative = {0};
	char *path;

	homes_list(&base->tree, &relative);
	for (size_t i = 0; i < base->n_sources; i++) {
		path = mem_strdup(base->sources[i].path);
		VEC_PUSH(&relative, path);
	}
	path = mem_strdup("Makefile");
	VEC_PUSH(&relative, path);
	if (ground->config) {
		path = mem_strdup(ground->config);
		VEC_PUSH(&relative, path);
	}
	for (size_t i = 0; i < relative.n; i++) {
		path = path_join(base->tree.root, relative.items[i]);
		VEC_PUSH(paths, path);
	}
	path_list_free(&relative);
}

static void note_stamps(struct ground *ground)
{
	struct path_list paths = {0};

	list_read(ground, &paths);
	for (size_t i = 0; i < paths.n; i++)
		stamps_get(ground->base.stamps, paths.items[i]);
	path_list_free(&paths);
}

/* The kernel that the options name takes the place of one that was found elsewhere. */
static int read_options(struct ground *ground, struct err *err)
{
	const struct look_configurer *configurer = ground->configurer;
	const char *kernel;

	if (configurer->read(configurer->data, ground->place, &ground->options, &ground->config, err))
		return -1;
	kernel = ground->options->run.kernel;
	if (kernel) {
		free(ground->kernel);
		ground->kernel = mem_strdup(kernel);
	}
	return 0;
}

int ground_begin(struct ground *ground, const char *path, const struct look_configurer *configurer, struct err *err)
{
	*ground = (struct ground){ .configurer = configurer, .place = folder_above(path) };
	return read_options(ground, err);
}

int ground_read(struct ground *ground, struct err *err)
{
	struct state state = {
		.place = ground->place, .name = "editor", .overlay = &ground->nothing, .homes = &ground->homes,
	};
	struct run_options options = ground->options->run;
	struct tree tree;
	int status;

	options.kernel = ground->kernel;
	options.state = &state;
	status = tree_open(&tree, ground->place, ground->kernel, err);
	if (!status)
		status = homes_scan(&tree, options.jobs, options.use_cache, &ground->homes, err);
	tree_close(&tree);
	if (!status)
		status = run_open(&ground->base, &options, err);
	if (!status)
		note_stamps(ground);
	ground->is_read = !status;
	return status;
}

static bool has_changed(const struct ground *ground)
{
	struct stamps *then = ground->base.stamps, *now = stamps_new();
	struct path_list paths = {0};
	bool changed = false;

	list_read(ground, &paths);
	for (size_t i = 0; i < paths.n && !changed; i++)
		changed = strcmp(stamps_get(then, paths.items[i]), stamps_get(now, paths.items[i])) ||
			  !stamps_hold(then, paths.items[i]);
	path_list_free(&paths);
	stamps_free(now);
	return changed;
}

static void forget(struct ground *ground)
{
	ground->configurer->free(ground->options);
	ground->options = NULL;
	free(ground->config);
	ground->config = NULL;
	run_close(&ground->base);
	scan_free(&ground->homes);
	ground->homes = (struct scan){0};
	ground->is_read = false;
}

int ground_renew(struct ground *ground, bool *is_new, struct err *err)
{
	*is_new = !ground->is_read || has_changed(ground);
	if (!*is_new)
		return 0;
	forget(ground);
	return read_options(ground, err) || ground_read(ground, err) ? -1 : 0;
}

char *ground_path(const struct ground *ground, const char *path)
{
	const char *root = ground->base.tree.root;
	size_t length = strlen(root);

	return mem_strdup(path_is_below(path, root) ? path + length + (path[length] == '/') : path);
}

void ground_close(struct ground *ground)
{
	forget(ground);
	free(ground->place);
	free(ground->kernel);
}
