// SPDX-License-Identifier: GPL-2.0-only
#include "scan/scan.h"

#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "base/mem.h"
#include "scan/match.h"
#include "scan/private.h"

void scan_mentions(const struct matcher *matcher, const char *text, size_t length,
		   struct scanned_file *file)
{
	struct { struct mention *items; size_t n, capacity; } list = {0};
	const struct gup_function *name;
	const char *line_start = text, *searched = text, *newline;
	uint32_t line = 1;

	for (size_t at = 0; (name = matcher_next(matcher, text, length, &at));
	     at += strlen(name->name)) {
		struct mention mention = { .name = name, .offset = (uint32_t)at };

		while ((newline = memchr(searched, '\n', (size_t)(text + at - searched)))) {
			line_start = searched = newline + 1;
			line++;
		}
		searched = text + at;	/* a line may be long, and hold many names */
		mention.line = line;
		mention.column = (uint32_t)(text + at - line_start) + 1;
		VEC_PUSH(&list, mention);
	}
	file->mentions = list.items;
	file->n_mentions = list.n;
}

static int by_path(const void *a, const void *b)
{
	const struct scanned_file *left = a, *right = b;

	return strcmp(left->path, right->path);
}

void scan_sort(struct scan *scan)
{
	if (scan->n_files)
		qsort(scan->files, scan->n_files, sizeof(*scan->files), by_path);
}

void scanned_file_free(struct scanned_file *file)
{
	free(file->path);
	free(file->mentions);
}

void scan_text(const char *path, const char *text, size_t length, struct scanned_file *file)
{
	struct matcher *matcher = mem_calloc(1, sizeof(*matcher));

	matcher_init(matcher);
	*file = (struct scanned_file){ .path = mem_strdup(path), .language = language_of(path) };
	scan_mentions(matcher, text, length, file);
	free(matcher);
}

const struct scanned_file *scan_find(const struct scan *scan, const char *path)
{
	struct scanned_file key = { .path = (char *)path };

	return scan->n_files ?
		bsearch(&key, scan->files, scan->n_files, sizeof(key), by_path) : NULL;
}

void scan_free(struct scan *scan)
{
	for (size_t i = 0; i < scan->n_files; i++)
		scanned_file_free(&scan->files[i]);
	for (size_t i = 0; i < scan->n_problems; i++) {
		free(scan->problems[i].path);
		free(scan->problems[i].reason);
	}
	free(scan->files);
	free(scan->problems);
	*scan = (struct scan){0};
}
