// SPDX-License-Identifier: GPL-2.0-only
#include "c/clang/includer.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/dir.h"
#include "base/files/path.h"
#include "kernel/tree/overlay.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ENOUGH 8
#define LEVELS_UP 2
#define LEVELS_DOWN 4

struct search {
	const char *root;
	const struct overlay *overlay;
	const char *name;		/* of the header, without folders */
	struct path_list found;		/* .c files */
	struct path_list headers;	/* headers that include it */
};

/* True if a line `#include "...name"` (or <...name>) stands in the text. */
static bool includes(const struct buf *text, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = text->data; at && (at = strstr(at, name)); at += length) {
		const char *line = at;

		if ((at[length] != '"' && at[length] != '>') || !strchr("\"</", at > text->data ? at[-1] : ' '))
			continue;
		while (line > text->data && line[-1] != '\n')
			line--;
		line += strspn(line, " \t");
		if (*line == '#')
			return true;
	}
	return false;
}

static void look_into(struct search *search, const char *path)
{
	struct path_list *list = ends_with(path, ".c") ? &search->found : &search->headers;
	struct buf text = {0};
	struct err err = {0};

	if (!overlay_read(search->overlay, search->root, path, &text, &err) &&
	    includes(&text, search->name) && !path_list_has(list, path) && list->n < ENOUGH) {
		char *copy = mem_strdup(path);

		VEC_PUSH(list, copy);
	}
	err_clear(&err);
	buf_free(&text);
}

/* Files of the state that the disk does not have. */
static void look_into_overlay(struct search *search, const char *folder)
{
	const struct overlay *overlay = search->overlay;

	for (size_t i = 0; overlay && i < overlay->n; i++) {
		const char *path = overlay->items[i].path;

		if (search->found.n < ENOUGH && overlay->items[i].text &&
		    path_is_below(path, folder) && (ends_with(path, ".c") || ends_with(path, ".h")))
			look_into(search, path);
	}
}

static void search_folder(struct search *search, const char *folder, unsigned levels);

static void look_at(struct search *search, const char *path, const struct dirent *entry,
		    unsigned levels)
{
	char *full = path_join(search->root, path);
	unsigned char type = dir_entry_type(AT_FDCWD, full, entry);

	if (type == DT_DIR && levels && *entry->d_name != '.')
		search_folder(search, path, levels - 1);
	else if (type == DT_REG && (ends_with(path, ".c") || ends_with(path, ".h")))
		look_into(search, path);
	free(full);
}

static void search_folder(struct search *search, const char *folder, unsigned levels)
{
	char *full = path_join(search->root, folder);
	struct dirent **entries;
	int n = scandir(full, &entries, NULL, alphasort);

	/* In the order of names, not of the file system: the same tree, the same answer. */
	for (int i = 0; i < n; i++) {
		char *child = path_join(folder, entries[i]->d_name);

		if (search->found.n < ENOUGH)
			look_at(search, child, entries[i], levels);
		free(child);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	free(full);
}

/* The folder of path, then those above it; never the whole tree. */
static void search_around(struct search *search, const char *path)
{
	char *folder = path_folder(path);

	for (int level = 0; level <= LEVELS_UP && *folder && !search->found.n; level++) {
		char *above = path_folder(folder);

		search_folder(search, folder, LEVELS_DOWN);
		look_into_overlay(search, folder);
		free(folder);
		folder = above;
	}
	free(folder);
}

void includers_find(const char *root, const struct overlay *overlay, const char *path,
		    struct path_list *includers)
{
	struct search search = { .root = root, .overlay = overlay, .name = path_name(path) };
	struct path_list headers;

	/* No file stands beside the kernel's own headers; to look through all of them costs seconds. */
	if (path_is_below(path, "include"))
		return;
	search_around(&search, path);
	headers = search.headers;
	search.headers = (struct path_list){0};
	for (size_t i = 0; i < headers.n && !search.found.n; i++) {
		if (!strcmp(headers.items[i], path))
			continue;
		search.name = path_name(headers.items[i]);
		search_around(&search, headers.items[i]);
	}
	path_list_free(&headers);
	path_list_free(&search.headers);
	*includers = search.found;
}

char *includer_beside(const char *root, const struct overlay *overlay, const char *path)
{
	struct search search = { .root = root, .overlay = overlay, .name = path_name(path) };
	char *folder = path_folder(path), *includer = NULL;

	search_folder(&search, folder, 0);
	look_into_overlay(&search, folder);
	if (search.found.n)
		includer = mem_strdup(search.found.items[0]);
	else if (search.headers.n)
		includer = mem_strdup(search.headers.items[0]);
	free(folder);
	path_list_free(&search.found);
	path_list_free(&search.headers);
	return includer;
}
