// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/run/sources.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/threads.h"
#include "base/files/path.h"
#include "c/headers/headers.h"
#include "kernel/scan/scan.h"
#include "kernel/tree/overlay.h"
#include "treewide/run/run.h"
#include "treewide/run/state.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What all threads share: each source is opened by one of them. */
struct opening {
	struct run *run;
	const struct overlay *overlay;
	struct { const struct scanned_file **items; size_t n, capacity; } files;
	struct err *errs;		/* one for each */
	atomic_size_t next;
};

static void list(struct opening *opening, const struct scan *scan, const struct scan *but)
{
	for (size_t i = 0; i < scan->n_files; i++) {
		const struct scanned_file *file = &scan->files[i];

		if (file->language == LANGUAGE_C && !(but && scan_find(but, file->path)))
			VEC_PUSH(&opening->files, file);
	}
}

static int files_by_path(const void *a, const void *b)
{
	const struct scanned_file *const *left = a, *const *right = b;

	return strcmp((*left)->path, (*right)->path);
}

/* If the run beside this one has read the same file. */
static void borrow(const struct state *state, const char *path, struct source *source)
{
	const struct source *there;

	if (!state || !state->beside || overlay_find(state->overlay, path) ||
	    overlay_find(state->beside_overlay, path))
		return;
	there = run_source(state->beside, path);
	if (there)
		source_borrow(source, there);
}

/* In its state: a change may touch what a condition hangs on. */
static void judge(const struct opening *opening, struct source *source)
{
	struct headers headers;

	headers_open(&headers, opening->run->tree.root, opening->overlay);
	headers.reader.defines = opening->run->defines;
	source_judge(source, opening->run->version_code, &headers.reader);
	source_expand(source, opening->run->version_code, &headers.reader);
	headers_close(&headers);
}

static void open_source(struct opening *opening, size_t i)
{
	const struct scanned_file *file = opening->files.items[i];
	const struct overlay_file *in_state = overlay_find(opening->overlay, file->path);
	struct source *source = &opening->run->sources[i];

	if (source->is_borrowed)
		return;
	if (in_state && in_state->text)
		source_from_text(source, file, in_state->text, in_state->length);
	else if (source_open(source, opening->run->tree.root, file, &opening->errs[i]))
		return;
	source->root = opening->run->tree.root;
	source->overlay = opening->overlay;
	judge(opening, source);
}

static void *open_all(void *data)
{
	struct opening *opening = data;
	size_t i;

	while ((i = atomic_fetch_add(&opening->next, 1)) < opening->files.n)
		open_source(opening, i);
	return NULL;
}

/* The scan has read it, and now it is not there any more, as with what a build makes and removes. */
static bool is_gone(const struct run *run, const char *path)
{
	char *full = path_join(run->tree.root, path);
	struct stat st;
	bool gone = lstat(full, &st) && (errno == ENOENT || errno == ENOTDIR);

	free(full);
	return gone;
}

/* Keeps those that were opened; in their order, whichever thread was first. */
static void collect(struct opening *opening, size_t n_asked)
{
	struct run *run = opening->run;

	for (size_t i = 0; i < opening->files.n; i++) {
		if (opening->errs[i].text) {
			if (!is_gone(run, opening->files.items[i]->path))
				result_add_unanalysed(&run->result, opening->files.items[i]->path,
						      0, opening->errs[i].text);
			err_clear(&opening->errs[i]);
			continue;
		}
		if (!opening->files.items[i]->n_mentions && !run->sources[i].expanded &&
		    !(run->keeps_silent && i < n_asked)) {
			source_close(&run->sources[i]);
			continue;
		}
		run->sources[run->n_sources] = run->sources[i];
		if (i < n_asked) {
			family_add_asked(&run->family, &run->sources[run->n_sources]);
			run->n_asked++;
		} else {
			family_add(&run->family, &run->sources[run->n_sources]);
		}
		run->n_sources++;
	}
}

void sources_open(struct run *run, const struct state *state, unsigned threads)
{
	struct opening opening = { .run = run, .overlay = state ? state->overlay : NULL };
	size_t n_asked;

	list(&opening, &run->scan, NULL);
	list(&opening, &run->users, NULL);
	n_asked = opening.files.n;
	if (run->users.n_files)
		qsort(opening.files.items, n_asked, sizeof(*opening.files.items), files_by_path);
	list(&opening, &run->homes, &run->scan);
	run->sources = mem_calloc(opening.files.n, sizeof(*run->sources));
	opening.errs = mem_calloc(opening.files.n, sizeof(*opening.errs));
	for (size_t i = n_asked; i < opening.files.n; i++)
		borrow(state, opening.files.items[i]->path, &run->sources[i]);
	threads_run(threads, open_all, &opening);
	collect(&opening, n_asked);
	free(opening.errs);
	free(opening.files.items);
}
