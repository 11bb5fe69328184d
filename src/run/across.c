// SPDX-License-Identifier: GPL-2.0-only
#include "run/across.h"

#include "base/err.h"
#include "base/mem.h"
#include "summary/across.h"
#include "tree/overlay.h"

#include <stdlib.h>

/* What was scanned, and is gone or changed now, is passed over: it mentions nothing. */
static bool open_other(const struct run *run, const struct overlay *overlay,
		       const struct scanned_file *file, struct source *source)
{
	const struct overlay_file *in_state = overlay_find(overlay, file->path);
	struct err err = {0};
	bool good = true;

	if (in_state && in_state->text)
		source_from_text(source, file, in_state->text, in_state->length);
	else
		good = !source_open(source, run->tree.root, file, &err);
	err_clear(&err);
	return good;
}

static void open_others(struct run *run, const struct overlay *overlay)
{
	if (run->others)
		return;
	run->others = mem_calloc(run->scan.n_others, sizeof(*run->others));
	for (size_t i = 0; i < run->scan.n_others; i++)
		run->n_others += open_other(run, overlay, &run->scan.others[i],
					    &run->others[run->n_others]);
}

void files_know(struct run *run, const struct run_options *options, struct known_files *files)
{
	*files = (struct known_files){0};
	open_others(run, options->state ? options->state->overlay : NULL);
	for (size_t i = 0; i < run->n_asked; i++) {
		struct source *source = source_narrowed(&run->sources[i]);

		VEC_PUSH(files, source);
	}
	for (size_t i = 0; i < run->n_others; i++) {
		struct source *source = &run->others[i];

		VEC_PUSH(files, source);
	}
	files->across = across_new(files->items, files->n);
}

void files_forget(struct known_files *files)
{
	across_free(files->across);
	free(files->items);
	*files = (struct known_files){0};
}

bool run_leaves_out(const struct run *run, const struct source *source, size_t offset)
{
	return family_is_known(&run->family) && source_is_left_out(source, offset);
}
