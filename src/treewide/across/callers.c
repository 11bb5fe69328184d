// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/across/callers.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/dir.h"
#include "base/files/path.h"
#include "calls/summary/across.h"
#include "contract/lock/entry.h"
#include "kernel/tree/overlay.h"
#include "treewide/across/helping.h"
#include "treewide/across/leading.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

struct search {
	struct leading functions;	/* whose callers are looked for */
	struct name_list names;		/* of those that others see */
	struct { char **items; size_t n, capacity; } folders;
	struct path_list paths;
};

static bool has_folder(const struct search *search, const char *folder)
{
	for (size_t i = search->folders.n; i-- > 0;)
		if (!strcmp(search->folders.items[i], folder))
			return true;
	return false;
}

static void add_folder(struct search *search, const char *path)
{
	char *folder = path_folder(path);

	if (has_folder(search, folder))
		free(folder);
	else
		VEC_PUSH(&search->folders, folder);
}

/* Those of files that were known before were looked for before. Helpers are, for private ones, too. */
static void list_names(struct search *search, size_t first)
{
	for (size_t i = 0; i < search->functions.n; i++) {
		const struct leading_function *of = &search->functions.items[i];
		struct symbol name = { of->function->name, NULL };

		if (of->file < first)
			continue;
		add_folder(search, of->source->path);
		if (!function_is_private(of->source, of->function) &&
		    !entry_is_defined(&of->source->outline, of->function))
			VEC_PUSH(&search->names, name);
	}
}

bool callers_are_known(const struct run *run, const char *path)
{
	for (size_t i = 0; i < CALLER_ROUNDS; i++)
		if (scan_find_other(&run->callers[i], path))
			return true;
	return scan_find(&run->scan, path) || scan_find(&run->homes, path) ||
	       scan_find(&run->users, path) || scan_find_other(&run->scan, path);
}

void folder_list(const char *root, const char *folder, struct path_list *paths)
{
	char *full = path_join(root, folder);
	DIR *dir = opendir(full);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path = path_join(folder, entry->d_name);

		if ((ends_with(path, ".c") || ends_with(path, ".h")) &&
		    dir_entry_type(dirfd(dir), entry->d_name, entry) == DT_REG)
			VEC_PUSH(paths, path);
		else
			free(path);
	}
	if (dir)
		closedir(dir);
	free(full);
}

/* A folder of more files is a collection: those that call each other there are not meant for each other. */
#define MAX_FOLDER 100

/* Drops what the run has already, and what is excluded. */
static void drop_known(struct path_list *paths, const struct run *run, const struct globs *exclude)
{
	size_t kept = 0;

	for (size_t i = 0; i < paths->n; i++) {
		if (callers_are_known(run, paths->items[i]) || globs_match(exclude, paths->items[i]))
			free(paths->items[i]);
		else
			paths->items[kept++] = paths->items[i];
	}
	paths->n = kept;
}

static void search_free(struct search *search)
{
	for (size_t i = 0; i < search->folders.n; i++)
		free(search->folders.items[i]);
	free(search->functions.items);
	free(search->names.items);
	free(search->folders.items);
	path_list_free(&search->paths);
}

void callers_names(struct source *source, struct name_list *names)
{
	struct known_files files = { .items = &source, .n = 1 };
	struct search search = {0};

	leading_read(&search.functions, &files);
	list_names(&search, 0);
	for (size_t i = 0; i < search.names.n; i++)
		VEC_PUSH(names, search.names.items[i]);
	search_free(&search);
}

static void add_files_of(struct search *search, const char *root, const char *folder)
{
	struct path_list files = {0};

	folder_list(root, folder, &files);
	for (size_t i = 0; i < files.n && files.n <= MAX_FOLDER; i++) {
		VEC_PUSH(&search->paths, files.items[i]);
		files.items[i] = NULL;
	}
	path_list_free(&files);
}

static bool is_right_in(const char *path, const char *folder)
{
	const char *slash = strrchr(path, '/');
	size_t length = slash ? (size_t)(slash - path) : 0;

	return !strncmp(path, folder, length) && !folder[length];
}

static size_t count_in_folder(const struct overlay *overlay, const char *folder)
{
	size_t n = 0;

	for (size_t i = 0; i < overlay->n; i++)
		n += overlay->items[i].text && is_right_in(overlay->items[i].path, folder);
	return n;
}

/* Files that are not on the disk, or otherwise, call from there, too. */
static void scan_overlay_folder(const struct search *search, const char *folder, const struct run *run,
				const struct overlay *overlay, struct scan *callers)
{
	if (count_in_folder(overlay, folder) > MAX_FOLDER)
		return;
	for (size_t i = 0; i < overlay->n; i++) {
		const struct overlay_file *file = &overlay->items[i];

		if (file->text && is_right_in(file->path, folder) && !callers_are_known(run, file->path) &&
		    !scan_find_other(callers, file->path) &&
		    scan_text_has(file->text, file->length, search->names.items, search->names.n))
			scan_add_other(callers, file->path);
	}
}

static void add_helper(struct known_files *files, const char *path)
{
	char *copy;

	for (size_t i = 0; i < files->helping.n; i++)
		if (!strcmp(files->helping.items[i], path))
			return;
	copy = mem_strdup(path);
	VEC_PUSH(&files->helping, copy);
}

/* Headers of the driver that lie in another folder than who includes them; those of earlier rounds are known. */
static void add_included(struct search *search, size_t first, struct known_files *files)
{
	struct inclusion *inclusion = &files->included;
	size_t n_known = inclusion->helping.n;
	const struct source *last = NULL;

	for (size_t i = 0; i < search->functions.n; i++) {
		const struct leading_function *of = &search->functions.items[i];

		if (of->file >= first && of->source != last)
			included_add(inclusion, of->source);
		last = of->source;
	}
	for (size_t i = n_known; i < inclusion->helping.n; i++) {
		char *path = mem_strdup(inclusion->helping.items[i]);

		add_helper(files, path);
		VEC_PUSH(&search->paths, path);
	}
}

/* What a change touches may be what callees do no more: whatever it names. */
static void add_touched(const struct search *search, const struct state *state, struct known_files *files)
{
	for (size_t i = 0; i < state->n_paths; i++) {
		char *folder = path_folder(state->paths[i]);

		if (language_of(state->paths[i]) == LANGUAGE_C && has_folder(search, folder))
			add_helper(files, state->paths[i]);
		free(folder);
	}
}

/* Of the files that have any name, those without one of a function that is called are helpers. */
static void scan_folders(const struct search *search, const struct run *run, unsigned jobs,
			 struct known_files *files, struct scan *callers)
{
	struct scan_request request = {
		.root = run->tree.root, .paths = (const char *const *)search->paths.items,
		.n_paths = search->paths.n, .threads = jobs, .n_aside = helping_name_count,
	};
	struct name_list names = {0};

	for (size_t i = 0; i < search->names.n; i++)
		VEC_PUSH(&names, search->names.items[i]);
	for (size_t i = 0; i < helping_name_count; i++)
		VEC_PUSH(&names, helping_names[i]);
	request.names = names.items;
	request.n_names = names.n;
	scan_files(&request, callers);
	for (size_t i = 0; i < callers->n_files; i++)
		add_helper(files, callers->files[i].path);
	free(names.items);
}

/* A file that was asked about and names nothing of the family may call who does, or help him. */
static void add_asked_folders(struct search *search, const struct run *run)
{
	for (size_t i = 0; i < run->paths.n; i++)
		if (language_of(run->paths.items[i]) == LANGUAGE_C)
			add_folder(search, run->paths.items[i]);
}

static void add_asked(const struct run *run, struct scan *callers)
{
	for (size_t i = 0; i < run->paths.n; i++) {
		const char *path = run->paths.items[i];

		if (language_of(path) == LANGUAGE_C && !callers_are_known(run, path) &&
		    !scan_find_other(callers, path))
			scan_add_other(callers, path);
	}
}

/* Where only some files were asked about, those beside them that name the family are known by it alone. */
static void scan_beside(const struct search *search, const struct run *run, unsigned jobs,
			struct known_files *files)
{
	struct { const char **items; size_t n, capacity; } paths = {0};
	struct scan_request request = { .root = run->tree.root, .threads = jobs };
	struct scan scan = {0};
	struct err err = {0};

	for (size_t i = 0; i < search->paths.n; i++)
		if (!asked_holds(&run->paths, search->paths.items[i]))
			VEC_PUSH(&paths, search->paths.items[i]);
	request.paths = paths.items;
	request.n_paths = paths.n;
	if (paths.n && !scan_run(&request, &scan, &err)) {
		for (size_t i = 0; i < scan.n_files; i++)
			if (scan.files[i].language == LANGUAGE_C)
				add_helper(files, scan.files[i].path);
		for (size_t i = 0; i < scan.n_others; i++)
			add_helper(files, scan.others[i].path);
	}
	err_clear(&err);
	scan_free(&scan);
	free(paths.items);
}

static void note_looked_at(const struct search *search, struct path_list *looked_at)
{
	for (size_t i = 0; i < search->folders.n; i++) {
		char *path = mem_strdup(search->folders.items[i]);

		VEC_PUSH(looked_at, path);
	}
	for (size_t i = 0; i < search->paths.n; i++) {
		char *path = mem_strdup(search->paths.items[i]);

		VEC_PUSH(looked_at, path);
	}
}

bool callers_find(const struct run *run, const struct run_options *options,
		  struct known_files *files, size_t first, struct scan *callers)
{
	const struct overlay *overlay = options->state ? options->state->overlay : NULL;
	bool is_of_files = !run_is_of_change(options) && !run_is_whole_tree(run);
	struct search search = {0};

	*callers = (struct scan){0};
	leading_read(&search.functions, files);
	list_names(&search, first);
	if (is_of_files)
		add_asked_folders(&search, run);
	for (size_t i = 0; i < search.folders.n; i++)
		add_files_of(&search, run->tree.root, search.folders.items[i]);
	drop_known(&search.paths, run, &options->exclude);
	if (search.paths.n)
		scan_folders(&search, run, options->jobs, files, callers);
	if (search.paths.n && is_of_files)
		scan_beside(&search, run, options->jobs, files);
	if (is_of_files)
		add_asked(run, callers);
	add_included(&search, first, files);
	note_looked_at(&search, &files->looked_at);
	for (size_t i = 0; overlay && i < search.folders.n; i++)
		scan_overlay_folder(&search, search.folders.items[i], run, overlay, callers);
	if (run_is_of_change(options))
		add_touched(&search, options->state, files);
	search_free(&search);
	return callers->n_others;
}
