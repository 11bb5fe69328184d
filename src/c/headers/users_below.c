// SPDX-License-Identifier: GPL-2.0-only
#include "c/headers/users_below.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/search.h"
#include "base/files/path.h"
#include "c/headers/includes.h"

#include <dirent.h>
#include <fts.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

/* Folders above the one that was asked for in which a file below may look for its headers. */
#define LEVELS_UP 2

struct file {
	char *path;
	struct buf names;		/* of what it includes in quotes, each with its NUL, without folders */
	bool is_asked;			/* it lies below the folder */
	bool leads;
};

/* A name that a file includes. */
struct inclusion {
	const char *name;		/* the file's */
	size_t file;
};

struct search {
	const struct overlay *overlay;
	const struct globs *exclude;
	void *known;			/* a tree of the names in leading */
	struct { char **items; size_t n, capacity; } leading;	/* headers that lead to the family */
	struct { struct file *items; size_t n, capacity; } files;
	struct { struct inclusion *items; size_t n, capacity; } inclusions;	/* by name */
};

void file_list_add(struct file_list *list, const char *path)
{
	struct scanned_file file = { .path = mem_strdup(path), .language = LANGUAGE_C };

	VEC_PUSH(list, file);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void add_leading(struct search *search, const char *path)
{
	char *name = mem_strdup(path_name(path));
	char **found = mem_or_die(tsearch(name, &search->known, by_text));

	if (*found == name)
		VEC_PUSH(&search->leading, name);
	else
		free(name);
}

/* The text of a file, or NULL: who cannot be read has been named by the scan. */
static char *read_text(const struct search *search, const char *path)
{
	struct buf text = {0};
	struct err err = {0};
	bool is_read = !overlay_read(search->overlay, "", path, &text, &err);

	err_clear(&err);
	if (is_read)
		return buf_take(&text);
	buf_free(&text);
	return NULL;
}

static void add_names(struct file *file, const char *text)
{
	const char *name = text;
	size_t length = 0;

	while ((name = includes_next(text, name + length, &length))) {
		const char *slash = memrchr(name, '/', length);
		const char *last = slash ? slash + 1 : name;

		buf_add(&file->names, last, (size_t)(name + length - last));
		buf_add(&file->names, "", 1);
	}
}

static void add_text(struct search *search, struct file file, const char *path, const char *text)
{
	file.path = mem_strdup(path);
	add_names(&file, text);
	VEC_PUSH(&search->files, file);
}

static void add_header(struct search *search, const char *path)
{
	char *text = read_text(search, path);

	if (text) {
		add_text(search, (struct file){0}, path, text);
		if (includes_define_leading(path, text))
			add_leading(search, path);
	}
	free(text);
}

/* The headers of a folder that was not scanned. */
static void add_headers_in(struct search *search, const char *folder)
{
	DIR *open = opendir(folder);
	struct dirent *entry;

	while (open && (entry = readdir(open))) {
		char *path = path_join(folder, entry->d_name);

		if ((entry->d_type == DT_REG || entry->d_type == DT_UNKNOWN) && ends_with(path, ".h"))
			add_header(search, path);
		free(path);
	}
	if (open)
		closedir(open);
}

static void try_header(struct search *search, const char *path)
{
	char *text = read_text(search, path);

	if (text && includes_define_leading(path, text))
		add_leading(search, path);
	free(text);
}

/* Headers with macros that name the family: among those of the scan, and in the folders above. */
static void find_leading(struct search *search, const char *folder, const struct scan *scan)
{
	char *above = path_folder(folder);

	for (size_t i = 0; i < scan->n_files; i++) {
		const struct scanned_file *file = &scan->files[i];

		if (file->language == LANGUAGE_C && !ends_with(file->path, ".c") &&
		    path_is_below(file->path, folder))
			try_header(search, file->path);
	}
	for (unsigned level = 0; level < LEVELS_UP && *above; level++) {
		char *beside = path_join(above, "include"), *next = path_folder(above);

		add_headers_in(search, above);
		add_headers_in(search, beside);
		free(beside);
		free(above);
		above = next;
	}
	free(above);
}

static void try_file(struct search *search, const char *path)
{
	char *text = language_of(path) == LANGUAGE_C && !globs_match(search->exclude, path) ?
		     read_text(search, path) : NULL;

	if (text)
		add_text(search, (struct file){ .is_asked = true }, path, text);
	free(text);
}

/* As the scan, it follows no links and enters no .git. */
static void add_files_below(struct search *search, const char *folder)
{
	char *top = mem_strdup(folder), *const paths[] = { top, NULL };
	FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *entry;

	while (walk && (entry = fts_read(walk))) {
		if (entry->fts_info == FTS_D && !strcmp(entry->fts_name, ".git"))
			fts_set(walk, entry, FTS_SKIP);
		else if (entry->fts_info == FTS_F)
			try_file(search, entry->fts_path);
	}
	if (walk)
		fts_close(walk);
	for (size_t i = 0; search->overlay && i < search->overlay->n; i++)
		if (path_is_below(search->overlay->items[i].path, folder))
			try_file(search, search->overlay->items[i].path);
	free(top);
}

static int by_name(const void *a, const void *b)
{
	const struct inclusion *left = a, *right = b;

	return strcmp(left->name, right->name);
}

static void list_inclusions(struct search *search)
{
	for (size_t i = 0; i < search->files.n; i++) {
		const struct buf *names = &search->files.items[i].names;

		for (size_t at = 0; at < names->length; at += strlen(names->data + at) + 1) {
			struct inclusion inclusion = { names->data + at, i };

			VEC_PUSH(&search->inclusions, inclusion);
		}
	}
	if (search->inclusions.n)
		qsort(search->inclusions.items, search->inclusions.n,
		      sizeof(*search->inclusions.items), by_name);
}

/* The first inclusion of that name, or of one behind it. */
static size_t first_inclusion(const struct search *search, const char *name)
{
	size_t i;

	LOWER_BOUND(i, search->inclusions.n, strcmp(search->inclusions.items[i].name, name) < 0);
	return i;
}

/* Who includes what leads, leads. The list of names grows on the way. */
static void spread(struct search *search)
{
	list_inclusions(search);
	for (size_t n = 0; n < search->leading.n; n++) {
		const char *name = search->leading.items[n];

		for (size_t i = first_inclusion(search, name); i < search->inclusions.n &&
		     !strcmp(search->inclusions.items[i].name, name); i++) {
			struct file *file = &search->files.items[search->inclusions.items[i].file];

			if (!file->leads)
				add_leading(search, file->path);
			file->leads = true;
		}
	}
}

void users_below(const char *folder, const struct scan *scan, const struct overlay *overlay,
		 const struct globs *exclude, struct file_list *list)
{
	struct search search = { .overlay = overlay, .exclude = exclude };

	find_leading(&search, folder, scan);
	if (search.leading.n)
		add_files_below(&search, folder);
	spread(&search);
	for (size_t i = 0; i < search.files.n; i++) {
		struct file *file = &search.files.items[i];

		if (file->leads && file->is_asked && !scan_find(scan, file->path))
			file_list_add(list, file->path);
		free(file->path);
		buf_free(&file->names);
	}
	free(search.inclusions.items);
	free(search.files.items);
	free(search.leading.items);
	tdestroy(search.known, free);
}
