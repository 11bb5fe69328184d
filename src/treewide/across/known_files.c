// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/across/known_files.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "calls/family/served.h"
#include "calls/summary/across.h"
#include "kernel/tree/overlay.h"
#include "treewide/across/callers.h"
#include "treewide/across/leading.h"

#include <stdlib.h>

/* What was scanned, and is gone or changed now, is passed over: it mentions nothing. */
static bool open_other(const struct run *run, const struct overlay *overlay,
		       const struct scanned_file *file, struct source *source)
{
	const struct overlay_file *in_state = overlay_find(overlay, file->path);
	struct err err = {0};
	bool good = true;

	if (in_state && !in_state->text)
		return false;
	if (in_state)
		source_from_text(source, file, in_state->text, in_state->length);
	else
		good = !source_open(source, run->tree.root, file, &err);
	err_clear(&err);
	return good;
}

void files_open(struct run *run, const struct run_options *options, const struct scan *scan)
{
	const struct overlay *overlay = options->state ? options->state->overlay : NULL;

	for (size_t i = 0; i < scan->n_others; i++) {
		struct source *source = mem_calloc(1, sizeof(*source));

		if (open_other(run, overlay, &scan->others[i], source))
			VEC_PUSH(&run->others, source);
		else
			free(source);
	}
}

static void add_file(struct known_files *files, struct source *source)
{
	VEC_PUSH(files, source);
	across_add(files->across, source);
}

static void add_others(struct known_files *files, const struct run *run, size_t first)
{
	for (size_t i = first; i < run->others.n; i++)
		add_file(files, run->others.items[i]);
}

/* Callers of what is known so far; false: there are none. */
static bool add_callers(struct known_files *files, struct run *run, const struct run_options *options,
			size_t first, struct scan *callers)
{
	size_t n_others = run->others.n;

	if (!callers_find(run, options, files, first, callers))
		return false;
	files_open(run, options, callers);
	add_others(files, run, n_others);
	return true;
}

struct helper_file {
	struct scanned_file file;
	struct source source;
};

struct source *files_helper(const struct known_files *files, size_t i)
{
	return &files->helpers.items[i]->source;
}

/* They are no callers, also in the last round. */
static void open_helpers(struct known_files *files, const struct run *run, const struct run_options *options)
{
	const struct overlay *overlay = options->state ? options->state->overlay : NULL;

	for (size_t i = 0; i < files->helping.n; i++) {
		struct helper_file *helper;

		if (callers_are_known(run, files->helping.items[i]))
			continue;
		helper = mem_calloc(1, sizeof(*helper));
		helper->file.path = files->helping.items[i];
		helper->file.language = LANGUAGE_C;
		if (open_other(run, overlay, &helper->file, &helper->source)) {
			VEC_PUSH(&files->helpers, helper);
			across_add(files->across, &helper->source);
		} else {
			free(helper);
		}
	}
}

void files_know(struct run *run, const struct run_options *options, struct known_files *files)
{
	bool is_first = !run->others.n;
	size_t n_before = 0, n;

	*files = (struct known_files){ .across = across_new() };
	included_open(&files->included, run->tree.root, options->state ? options->state->overlay : NULL);
	if (is_first)
		files_open(run, options, &run->scan);
	for (size_t i = 0; i < run->n_asked; i++)
		add_file(files, source_narrowed(&run->sources[i]));
	add_others(files, run, 0);
	for (size_t i = 0; is_first && i < CALLER_ROUNDS; i++) {
		n = files->n;
		if (!add_callers(files, run, options, n_before, &run->callers[i]))
			break;
		n_before = n;
	}
	leading_mark(files);
	open_helpers(files, run, options);
	across_settle(files->across);
}

void files_forget(struct known_files *files)
{
	across_free(files->across);
	included_close(&files->included);
	for (size_t i = 0; i < files->helpers.n; i++) {
		source_close(&files->helpers.items[i]->source);
		free(files->helpers.items[i]);
	}
	free(files->helpers.items);
	path_list_free(&files->helping);
	path_list_free(&files->looked_at);
	free(files->items);
	*files = (struct known_files){0};
}

bool run_leaves_out(const struct run *run, const struct source *source, size_t offset)
{
	return served_is_header(source) ||
	       (family_is_known(&run->family) && source_is_left_out(source, offset));
}
