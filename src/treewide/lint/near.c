// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/lint/near.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/tree/overlay.h"
#include "treewide/across/catalogue.h"
#include "treewide/lint/helpers.h"

#include <stdlib.h>
#include <string.h>

/* The C files beside the touched ones. The family itself lies at home, and all read that anyway. */
static void list_beside(const struct near_states *states, struct path_list *beside)
{
	struct path_list folders = {0}, all = {0};

	for (size_t i = 0; i < states->change->touched.n; i++) {
		char *folder = path_folder(states->change->touched.items[i].path);

		if (path_list_has(&folders, folder) || family_is_home(states->change->touched.items[i].path)) {
			free(folder);
			continue;
		}
		VEC_PUSH(&folders, folder);
		folder_list(states->root, folder, &all);
	}
	for (size_t i = 0; i < all.n; i++) {
		if (change_touches(states->change, all.items[i]))
			free(all.items[i]);
		else
			VEC_PUSH(beside, all.items[i]);
	}
	free(all.items);
	path_list_free(&folders);
}

/* Does the file name one of these functions, in either state? */
static bool names_one(const struct near_states *states, const char *path, const struct name_list *names)
{
	const struct overlay *overlays[] = {
		&states->change->old_state, &states->change->new_state,
	};
	bool does = false;

	for (size_t i = 0; i < ARRAY_SIZE(overlays) && !does; i++) {
		struct buf text = {0};
		struct err err = {0};

		does = !overlay_read(overlays[i], states->root, path, &text, &err) && text.data &&
		       scan_text_has(text.data, text.length, names->items, names->n);
		err_clear(&err);
		buf_free(&text);
	}
	return does;
}

static bool is_named_by_change(const struct near_states *states, const struct name_list *names)
{
	for (size_t i = 0; i < states->change->touched.n; i++)
		if (names_one(states, states->change->touched.items[i].path, names))
			return true;
	return false;
}

/*
 * What a source has in common with those that it concerns: functions that they call, and structs that
 * pages lie in. The names live as long as the source.
 */
static void add_names(const struct run *run, struct source *source, struct name_list *names)
{
	struct known_files files = { .items = &source, .n = 1 };
	struct catalogue catalogue = {0};

	callers_names(source, names);
	catalogue_read(run, &files, &catalogue);
	for (size_t i = 0; i < catalogue.members.n; i++) {
		struct symbol name = {
			.name = arena_printf(&source->arena, "%s", catalogue.members.items[i].record),
		};

		VEC_PUSH(names, name);
	}
	catalogue_free(&catalogue);
}

static void list_names(const struct near_states *states, struct name_list *names)
{
	for (size_t r = 0; r < ARRAY_SIZE(states->runs); r++)
		for (size_t i = 0; i < states->runs[r]->n_asked; i++)
			add_names(states->runs[r], &states->runs[r]->sources[i], names);
}

static bool is_concerned(const struct near_states *states, const struct scanned_file *file,
			 const struct name_list *touched)
{
	struct name_list names = {0};
	struct source source = {0};
	struct err err = {0};
	bool is = names_one(states, file->path, touched);

	if (!is && !source_open(&source, states->root, file, &err)) {
		add_names(states->runs[0], &source, &names);
		is = is_named_by_change(states, &names);
	}
	source_close(&source);
	free(names.items);
	err_clear(&err);
	return is;
}

static void add_concerned(const struct near_states *states, const struct scanned_file *files, size_t n,
			  const struct name_list *touched, struct path_list *paths)
{
	for (size_t i = 0; i < n; i++) {
		char *path;

		if (!is_concerned(states, &files[i], touched))
			continue;
		path = mem_strdup(files[i].path);
		VEC_PUSH(paths, path);
	}
}

void near_find(const struct near_states *states, struct path_list *paths)
{
	struct touched_helpers helpers = {0};
	struct name_list touched = {0};
	struct path_list beside = {0};
	struct scan_request request = { .root = states->root, .threads = states->threads };
	struct scan scan = {0};
	struct err err = {0};

	list_beside(states, &beside);
	request.paths = (const char *const *)beside.items;
	request.n_paths = beside.n;
	if (beside.n && !scan_run(&request, &scan, &err) && (scan.n_files || scan.n_others)) {
		list_names(states, &touched);
		touched_helpers_read(states, &helpers, &touched);
		add_concerned(states, scan.files, scan.n_files, &touched, paths);
		add_concerned(states, scan.others, scan.n_others, &touched, paths);
	}
	err_clear(&err);
	scan_free(&scan);
	free(touched.items);
	touched_helpers_free(&helpers);
	path_list_free(&beside);
}
