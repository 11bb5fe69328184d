// SPDX-License-Identifier: GPL-2.0-only
/* The files of the tree, or of the driver's folder: those that have some word, and what is in them. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/dir.h"
#include "kernel/tree/overlay.h"
#include "kernel/tree/place.h"
#include "treewide/drive/pin_private.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool pin_read(const struct pinning *pinning, const char *path, struct buf *text)
{
	const struct state *state = pinning->options->state;
	struct err err = {0};
	bool good = !overlay_read(state ? state->overlay : NULL, pinning->run->tree.root, path, text,
				  &err);

	err_clear(&err);
	return good;
}

static void list_below(const char *root, const char *folder, struct path_list *paths)
{
	char *full = path_join(root, folder);
	DIR *dir = opendir(full);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path = path_join(folder, entry->d_name);
		unsigned char type = dir_entry_type(dirfd(dir), entry->d_name, entry);

		if (type == DT_DIR && *entry->d_name != '.')
			list_below(root, path, paths);
		if (type == DT_REG && (ends_with(path, ".c") || ends_with(path, ".h")))
			VEC_PUSH(paths, path);
		else
			free(path);
	}
	if (dir)
		closedir(dir);
	free(full);
}

static bool has_file(const char *folder, const char *name)
{
	char *path = path_join(folder, name);
	bool has = !access(path, F_OK);

	free(path);
	return has;
}

static bool is_built(const char *folder)
{
	return has_file(folder, "Makefile") || has_file(folder, "Kbuild");
}

/* The topmost folder that a file outside of the tree is built with. */
static char *driver_of(const char *path)
{
	char *folder = ends_with(path, ".c") || ends_with(path, ".h") ? path_folder(path) : mem_strdup(path);
	char *above = path_folder(folder);

	while (*above && is_built(above)) {
		free(folder);
		folder = above;
		above = path_folder(folder);
	}
	free(above);
	return folder;
}

/* Where all files are that a driver outside of the tree may know of: its repository, or its own folders. */
static char *driver_folder(const struct run *run)
{
	char *common = NULL;

	if (has_file(run->place, ".git"))
		return mem_strdup(run->place);
	for (size_t i = 0; i < run->paths.n; i++) {
		char *folder = driver_of(run->paths.items[i]), *both;

		both = common ? place_common(common, folder) : mem_strdup(folder);
		free(common);
		free(folder);
		common = both;
	}
	return common ? common : mem_strdup(run->place);
}

const struct path_list *pin_tree(struct pinning *pinning)
{
	const struct run *run = pinning->run;
	char *folder;

	if (pinning->tree_is_listed)
		return &pinning->tree;
	folder = run->place ? driver_folder(run) : mem_strdup("");
	list_below(run->tree.root, folder, &pinning->tree);
	pinning->tree_is_listed = true;
	free(folder);
	return &pinning->tree;
}

void pin_scan(struct pinning *pinning, const struct symbol *names, size_t n,
	      struct scan *scan)
{
	const struct path_list *tree = pin_tree(pinning);
	const struct scan_request request = {
		.root = pinning->run->tree.root, .paths = (const char *const *)tree->items, .n_paths = tree->n,
		.threads = pinning->options->jobs, .names = names, .n_names = n,
	};

	scan_files(&request, scan);
}

static struct source *known_source(const struct pinning *pinning, const char *path)
{
	for (size_t i = 0; i < pinning->world.sources.n; i++)
		if (!strcmp(pinning->world.sources.items[i]->path, path))
			return pinning->world.sources.items[i];
	return NULL;
}

const char *pin_open(struct pinning *pinning, const struct path_list *paths, struct source_list *sources,
		     struct arena *arena)
{
	size_t before = pinning->run->others.n;
	struct scan *scan = mem_calloc(1, sizeof(*scan));

	for (size_t i = 0; i < paths->n; i++)
		if (!known_source(pinning, paths->items[i]))
			scan_add_other(scan, paths->items[i]);
	files_open(pinning->run, pinning->options, scan);
	VEC_PUSH(&pinning->run->opened, scan);
	for (size_t i = before; i < pinning->run->others.n; i++)
		VEC_PUSH(&pinning->world.sources, pinning->run->others.items[i]);
	for (size_t i = 0; i < paths->n; i++) {
		struct source *source = known_source(pinning, paths->items[i]);

		if (!source)
			return arena_printf(arena, "%s cannot be read", paths->items[i]);
		VEC_PUSH(sources, source);
	}
	return NULL;
}

const char *pin_namers_of(void *data, const char *name, struct source_list *sources, struct arena *arena)
{
	struct symbol symbol = { .name = name };
	struct path_list paths = {0};
	struct scan scan = {0};
	const char *why;

	pin_scan(data, &symbol, 1, &scan);
	for (size_t i = 0; i < scan.n_others; i++) {
		char *path = mem_strdup(scan.others[i].path);

		VEC_PUSH(&paths, path);
	}
	scan_free(&scan);
	why = paths.n > PIN_MAX_FILES ? "too many files name it" : pin_open(data, &paths, sources, arena);
	path_list_free(&paths);
	return why;
}
