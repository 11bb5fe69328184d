// SPDX-License-Identifier: GPL-2.0-only
#include "patch/prove/rewrite.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "outcome/edit/edit.h"
#include "outcome/plan/realign.h"
#include "patch/prove/prove.h"

#include <stdlib.h>
#include <string.h>

/* Applies the edits of one path, items [first, last); -1 leaves the reason in err. */
static int apply(struct run *run, size_t first, size_t last, struct rewritten *file, struct err *err)
{
	const struct edit *edits = &run->result.edits.items[first];
	struct source *source = run_source(run, edits->path);

	if (!source)
		return err_set(err, "%s: is edited but was not read; name it as a PATH too",
			       edits->path);
	*file = (struct rewritten){
		.path = source->path, .old_text = source->text.data,
		.old_length = source->text.length, .edits = edits, .n_edits = last - first,
		.old_source = source,
	};
	return edit_apply(edits, last - first, source->text.data, source->text.length,
			  &file->new_text, err);
}

/* Behind the edits of the path that the first one is of. */
static size_t end_of_path(const struct edit_list *edits, size_t first)
{
	size_t last = first;

	while (last < edits->n && !strcmp(edits->items[last].path, edits->items[first].path))
		last++;
	return last;
}

/* Adds edits of blanks where lines beside those of edits were aligned to what has moved. */
static void realign_all(struct run *run)
{
	struct edit_list *edits = &run->result.edits, aligned = {0};

	for (size_t first = 0, last; first < edits->n; first = last) {
		const struct source *source = run_source(run, edits->items[first].path);

		last = end_of_path(edits, first);
		if (source)
			realign(source, edits->items + first, last - first, &aligned);
	}
	edit_list_take(edits, &aligned);
}

static void apply_all(struct run *run, struct rewrite *rewrite)
{
	const struct edit_list *edits = &run->result.edits;
	struct rewritten file;
	size_t last;

	for (size_t first = 0; first < edits->n; first = last) {
		struct err err = {0};

		last = end_of_path(edits, first);
		if (!apply(run, first, last, &file, &err)) {
			VEC_PUSH(rewrite, file);
			continue;
		}
		result_add_unanalysed(&run->result, edits->items[first].path, 0, err.text);
		err_clear(&err);
	}
}

/* True if a header that callers read changes: then all definitions must go with it. */
static bool changes_prototypes(const struct rewrite *rewrite)
{
	for (size_t i = 0; i < rewrite->n; i++)
		if (family_is_home(rewrite->items[i].path) && ends_with(rewrite->items[i].path, ".h"))
			return true;
	return false;
}

/*
 * Where prototypes are converted, the proofs of all files rest on them and on their definitions. If one
 * of these cannot be converted, nothing is: half a conversion is worse than none. Where the
 * prototypes take flags already, an architecture's definition is on its own.
 */
static void fail_all_with_home(const struct rewrite *rewrite, char **reasons)
{
	const char *home = NULL;

	if (!changes_prototypes(rewrite))
		return;
	for (size_t i = 0; i < rewrite->n; i++)
		if (reasons[i] && family_is_home(rewrite->items[i].path))
			home = rewrite->items[i].path;
	for (size_t i = 0; home && i < rewrite->n; i++)
		if (!reasons[i])
			reasons[i] = mem_printf("it must go together with %s, which failed", home);
}

/* The file's place in the rewrite, or n. */
static size_t place_in(const struct rewrite *rewrite, const char *path)
{
	size_t i = 0;

	while (i < rewrite->n && strcmp(rewrite->items[i].path, path))
		i++;
	return i;
}

/* A file that is tied to one that failed, or was not even made, fails with it; false: it had failed. */
static bool fail_with(const struct rewrite *rewrite, char **reasons, const char *path, const char *other)
{
	size_t i = place_in(rewrite, path), o = place_in(rewrite, other);

	if (i == rewrite->n || reasons[i] || (o < rewrite->n && !reasons[o]))
		return false;
	reasons[i] = mem_printf("it must go together with %s, which failed", other);
	return true;
}

static void fail_all_tied(const struct run *run, const struct rewrite *rewrite, char **reasons)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (size_t i = 0; i < run->result.ties.n; i++) {
			const struct tie *tie = &run->result.ties.items[i];

			changed |= fail_with(rewrite, reasons, tie->path, tie->other) ||
				   fail_with(rewrite, reasons, tie->other, tie->path);
		}
	}
}

/* Takes the files that failed out, with their edits. */
static void drop_failed(struct run *run, struct rewrite *rewrite, char **reasons)
{
	size_t kept = 0;

	fail_all_with_home(rewrite, reasons);
	fail_all_tied(run, rewrite, reasons);
	for (size_t i = 0; i < rewrite->n; i++) {
		char *reason;

		if (!reasons[i]) {
			rewrite->items[kept++] = rewrite->items[i];
			continue;
		}
		reason = mem_printf("not converted, as the result could not be proved: %s; convert it "
				    "by hand", reasons[i]);
		result_add_unanalysed(&run->result, rewrite->items[i].path, 0, reason);
		buf_free(&rewrite->items[i].new_text);
		free(reason);
		free(reasons[i]);
	}
	rewrite->n = kept;
}

/* Nothing could be proved, so nothing is delivered. */
static void drop_all(struct rewrite *rewrite, char **reasons)
{
	for (size_t i = 0; i < rewrite->n; i++)
		free(reasons[i]);
	rewrite_free(rewrite);
}

static void keep_pinned(struct run *run, const struct rewrite *rewrite)
{
	struct pinned_list kept = {0};

	for (size_t i = 0; i < run->result.pinned.n; i++)
		if (place_in(rewrite, run->result.pinned.items[i].path) < rewrite->n)
			pinned_list_add(&kept, &run->result.pinned.items[i]);
	pinned_list_free(&run->result.pinned);
	run->result.pinned = kept;
}

/* The result names only edits that are in a delivered file. */
static void keep_delivered(struct run *run, const struct rewrite *rewrite)
{
	struct edit_list kept = {0};

	for (size_t i = 0; i < rewrite->n; i++)
		for (size_t e = 0; e < rewrite->items[i].n_edits; e++)
			edit_list_add(&kept, rewrite->items[i].path, rewrite->items[i].edits[e].offset,
				      rewrite->items[i].edits[e].old_text,
				      rewrite->items[i].edits[e].new_text);
	for (size_t i = 0; i < rewrite->n; i++)
		rewrite->items[i].edits = NULL;
	keep_pinned(run, rewrite);
	edit_list_free(&run->result.edits);
	edit_list_sort(&kept);
	run->result.edits = kept;
}

int rewrite_all(struct run *run, const struct run_options *options, struct rewrite *rewrite,
		struct err *err)
{
	char **reasons;
	int status;

	*rewrite = (struct rewrite){0};
	realign_all(run);
	apply_all(run, rewrite);
	if (!rewrite->n) {
		keep_delivered(run, rewrite);
		return 0;
	}
	reasons = mem_calloc(rewrite->n, sizeof(*reasons));
	status = prove_all(run, options, rewrite, reasons, err);
	if (status)
		drop_all(rewrite, reasons);
	else
		drop_failed(run, rewrite, reasons);
	keep_delivered(run, rewrite);
	free(reasons);
	result_sort(&run->result);
	return status;
}
