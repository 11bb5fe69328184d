// SPDX-License-Identifier: GPL-2.0-only
/* A scan of the disk becomes one of another state of the tree. */
#include "base/mem.h"
#include "base/path.h"
#include "scan/private.h"
#include "scan/scan.h"
#include "tree/overlay.h"

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

void scan_copy(const struct scan *from, struct scan *scan)
{
	*scan = (struct scan){
		.files = mem_calloc(from->n_files, sizeof(*scan->files)), .n_files = from->n_files,
		.problems = mem_calloc(from->n_problems, sizeof(*scan->problems)),
		.n_problems = from->n_problems, .n_read = from->n_read,
	};
	for (size_t i = 0; i < from->n_files; i++)
		scan->files[i] = copy_file(&from->files[i]);
	for (size_t i = 0; i < from->n_problems; i++) {
		scan->problems[i].path = mem_strdup(from->problems[i].path);
		scan->problems[i].reason = mem_strdup(from->problems[i].reason);
	}
}

/* What the disk had to say of the overlay's files. */
static void drop_covered(struct scan *scan, const struct overlay *overlay)
{
	size_t kept = 0;

	for (size_t i = 0; i < scan->n_files; i++) {
		if (overlay_find(overlay, scan->files[i].path))
			scanned_file_free(&scan->files[i]);
		else
			scan->files[kept++] = scan->files[i];
	}
	scan->n_files = kept;
	kept = 0;
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

void scan_lay_over(struct scan *scan, const struct overlay *overlay, const char *const *paths,
		   size_t n_paths)
{
	struct scanned_file *files;
	const char **folders;
	size_t n;

	if (!overlay || !overlay->n)
		return;
	folders = sort_paths(paths, n_paths);
	drop_covered(scan, overlay);
	n = scan->n_files;
	files = mem_realloc(scan->files, (n + overlay->n) * sizeof(*files));
	for (size_t i = 0; i < overlay->n; i++) {
		const struct overlay_file *file = &overlay->items[i];

		if (!file->text || !path_is_below_any(file->path, folders, n_paths))
			continue;
		scan_text(file->path, file->text, file->length, &files[n]);
		if (files[n].n_mentions)
			n++;
		else
			scanned_file_free(&files[n]);
	}
	scan->files = files;
	scan->n_files = n;
	scan_sort(scan);
	free(folders);
}
