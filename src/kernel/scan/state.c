// SPDX-License-Identifier: GPL-2.0-only
/* A scan of the disk becomes one of another state of the tree. */
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/scan/private.h"
#include "kernel/scan/scan.h"
#include "kernel/tree/overlay.h"

#include <stdlib.h>
#include <string.h>

static struct scanned_file copy_file(const struct scanned_file *from)
{
	struct scanned_file file = *from;

	file.path = mem_strdup(from->path);
	file.mentions = mem_calloc(from->n_mentions, sizeof(*file.mentions));
	if (from->n_mentions)
		memcpy(file.mentions, from->mentions, from->n_mentions * sizeof(*file.mentions));
	return file;
}

static struct scanned_file *copy_files(const struct scanned_file *from, size_t n)
{
	struct scanned_file *files = mem_calloc(n, sizeof(*files));

	for (size_t i = 0; i < n; i++)
		files[i] = copy_file(&from[i]);
	return files;
}

void scan_copy(const struct scan *from, struct scan *scan)
{
	*scan = (struct scan){
		.files = copy_files(from->files, from->n_files), .n_files = from->n_files,
		.others = copy_files(from->others, from->n_others), .n_others = from->n_others,
		.problems = mem_calloc(from->n_problems, sizeof(*scan->problems)),
		.n_problems = from->n_problems, .n_read = from->n_read,
	};
	for (size_t i = 0; i < from->n_problems; i++) {
		scan->problems[i].path = mem_strdup(from->problems[i].path);
		scan->problems[i].reason = mem_strdup(from->problems[i].reason);
	}
}

/* The files that the overlay does not have are kept; how many those are. */
static size_t drop_covered_files(struct scanned_file *files, size_t n, const struct overlay *overlay)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (overlay_find(overlay, files[i].path))
			scanned_file_free(&files[i]);
		else
			files[kept++] = files[i];
	}
	return kept;
}

/* What the disk had to say of the overlay's files. */
static void drop_covered(struct scan *scan, const struct overlay *overlay)
{
	size_t kept = 0;

	scan->n_files = drop_covered_files(scan->files, scan->n_files, overlay);
	scan->n_others = drop_covered_files(scan->others, scan->n_others, overlay);
	for (size_t i = 0; i < scan->n_problems; i++) {
		if (overlay_find(overlay, scan->problems[i].path)) {
			free(scan->problems[i].path);
			free(scan->problems[i].reason);
		} else {
			scan->problems[kept++] = scan->problems[i];
		}
	}
	scan->n_problems = kept;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The paths in an order in which they are found; the caller frees it. */
static const char **sort_paths(const char *const *paths, size_t n)
{
	const char **sorted = mem_calloc(n, sizeof(*sorted));

	for (size_t i = 0; i < n; i++)
		sorted[i] = paths[i];
	qsort(sorted, n, sizeof(*sorted), by_text);
	return sorted;
}

/* Takes a file of the overlay to its list, if it is of interest. */
static void add_text(struct scan *scan, const struct overlay_file *file)
{
	struct scanned_file scanned;
	bool has_relatives = scan_text(file->path, file->text, file->length, &scanned);

	if (scanned.n_mentions)
		scan->files[scan->n_files++] = scanned;
	else if (has_relatives && scanned.language == LANGUAGE_C)
		scan->others[scan->n_others++] = scanned;
	else
		scanned_file_free(&scanned);
}

void scan_lay_over(struct scan *scan, const struct overlay *overlay, const char *const *paths,
		   size_t n_paths)
{
	const char **folders;

	if (!overlay || !overlay->n)
		return;
	folders = sort_paths(paths, n_paths);
	drop_covered(scan, overlay);
	scan->files = mem_realloc(scan->files, (scan->n_files + overlay->n) * sizeof(*scan->files));
	scan->others = mem_realloc(scan->others, (scan->n_others + overlay->n) * sizeof(*scan->others));
	for (size_t i = 0; i < overlay->n; i++) {
		const struct overlay_file *file = &overlay->items[i];

		if (file->text && path_is_below_any(file->path, folders, n_paths))
			add_text(scan, file);
	}
	scan_sort(scan);
	free(folders);
}
