// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/run/users.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/headers/headers.h"
#include "c/headers/includes.h"
#include "c/headers/users_below.h"
#include "treewide/run/run.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Headers in headers: a driver's own are few. */
#define MAX_DEPTH 16

/* What is known of a header. */
struct known {
	char *path;
	bool leads;			/* it, or one that it includes, defines a macro that names the family */
};

struct hunt {
	struct run *run;
	const struct overlay *overlay;
	const struct globs *exclude;
	struct headers headers;		/* around files of one folder: */
	char *folder;			/* that one; NULL: not open */
	void *known;			/* a tree of struct known */
	unsigned depth;			/* headers that are open, one in the other */
	struct file_list files;
};

static bool includes_leading(struct hunt *hunt, const char *path, const char *text);

static int known_by_path(const void *a, const void *b)
{
	const struct known *left = a, *right = b;

	return strcmp(left->path, right->path);
}

static void free_known(void *item)
{
	struct known *known = item;

	free(known->path);
	free(known);
}

static bool header_leads(struct hunt *hunt, const char *path, const char *text)
{
	struct known *known = mem_calloc(1, sizeof(*known)), **found;

	known->path = mem_strdup(path);
	found = mem_or_die(tsearch(known, &hunt->known, known_by_path));
	if (*found != known) {
		free_known(known);
		return (*found)->leads;
	}
	/* While it is looked into, a header that includes it learns nothing from it. */
	hunt->depth++;
	known->leads = includes_define_leading(path, text) ||
		(hunt->depth < MAX_DEPTH && includes_leading(hunt, path, text));
	hunt->depth--;
	return known->leads;
}

static bool includes_leading(struct hunt *hunt, const char *path, const char *text)
{
	const struct header_reader *reader = &hunt->headers.reader;
	const char *name = text, *found;
	size_t length = 0;

	while ((name = includes_next(text, name + length, &length))) {
		const char *header = reader->read(reader->data, path, name, length, &found);

		if (header && header_leads(hunt, found, header))
			return true;
	}
	return false;
}

static void close_headers(struct hunt *hunt)
{
	if (hunt->folder)
		headers_close(&hunt->headers);
	free(hunt->folder);
	hunt->folder = NULL;
}

/* Neighbours include the same headers; all headers of all folders could be a tree's. */
static void enter_folder_of(struct hunt *hunt, const char *path)
{
	char *folder = path_folder(path);

	if (hunt->folder && !strcmp(hunt->folder, folder)) {
		free(folder);
		return;
	}
	close_headers(hunt);
	headers_open(&hunt->headers, hunt->run->tree.root, hunt->overlay);
	hunt->folder = folder;
}

/* A file that was named. What cannot be read the scan has said. */
static void try_file(struct hunt *hunt, const char *path)
{
	struct buf text = {0};
	struct err err = {0};

	if (language_of(path) != LANGUAGE_C || scan_find(&hunt->run->scan, path) ||
	    globs_match(hunt->exclude, path))
		return;
	enter_folder_of(hunt, path);
	if (!overlay_read(hunt->overlay, hunt->run->tree.root, path, &text, &err) && text.length &&
	    includes_leading(hunt, path, text.data))
		file_list_add(&hunt->files, path);
	buf_free(&text);
	err_clear(&err);
}

static void try_path(struct hunt *hunt, const char *path)
{
	char *full = path_join(hunt->run->tree.root, path);
	struct stat st;

	if (overlay_find(hunt->overlay, path) || (!lstat(full, &st) && S_ISREG(st.st_mode)))
		try_file(hunt, path);
	else if (*path == '/')
		users_below(path, &hunt->run->scan, hunt->overlay, hunt->exclude, &hunt->files);
	free(full);
}

static int files_by_path(const void *a, const void *b)
{
	const struct scanned_file *left = a, *right = b;

	return strcmp(left->path, right->path);
}

/* Two of the paths may hold the same file. */
static void take_files(struct hunt *hunt, struct scan *users)
{
	if (hunt->files.n)
		qsort(hunt->files.items, hunt->files.n, sizeof(*hunt->files.items), files_by_path);
	users->files = hunt->files.items;
	for (size_t i = 0; i < hunt->files.n; i++) {
		struct scanned_file *file = &hunt->files.items[i];

		if (users->n_files && !files_by_path(&users->files[users->n_files - 1], file))
			scanned_file_free(file);
		else
			users->files[users->n_files++] = *file;
	}
}

void users_find(struct run *run, const struct run_options *options)
{
	const struct state *state = options->state;
	struct hunt hunt = {
		.run = run, .overlay = state ? state->overlay : NULL, .exclude = &options->exclude,
	};

	for (size_t i = 0; state && i < state->n_paths; i++)
		try_path(&hunt, state->paths[i]);
	for (size_t i = 0; !state && i < run->paths.n; i++)
		try_path(&hunt, run->paths.items[i]);
	close_headers(&hunt);
	take_files(&hunt, &run->users);
	tdestroy(hunt.known, free_known);
}
