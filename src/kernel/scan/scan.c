// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/scan/scan.h"

#include "base/data/mem.h"
#include "kernel/scan/match.h"
#include "kernel/scan/private.h"

#include <stdlib.h>
#include <string.h>

/* Counts the lines that begin in front of at. */
static void count_lines(struct looking *looking, const char *text, size_t at)
{
	const char *end = text + at, *line = text + looking->counted - looking->base, *newline;

	while ((newline = memchr(line, '\n', (size_t)(end - line)))) {
		line = newline + 1;
		looking->line_begin = looking->base + (size_t)(line - text);
		looking->line++;
	}
	looking->counted = looking->base + at;	/* a line may be long, and hold many names */
}

void looking_begin(struct looking *looking, const struct matcher *matcher)
{
	*looking = (struct looking){ .matcher = matcher, .line = 1 };
}

void look(struct looking *looking, const char *text, size_t length, size_t until)
{
	const struct symbol *symbol;
	size_t at = looking->seen - looking->base;

	for (; (symbol = matcher_next(looking->matcher, text, length, &at)) && at < until;
	     at += strlen(symbol->name)) {
		struct mention mention = {
			.symbol = symbol, .offset = (uint32_t)(looking->base + at),
		};

		if (!symbol->function && !looking->takes_all) {
			looking->has_relatives = true;
			looking->is_answered = looking->enough && symbol < looking->enough;
			if (looking->is_answered)
				break;
			continue;
		}
		count_lines(looking, text, at);
		mention.line = looking->line;
		mention.column = (uint32_t)(looking->counted - looking->line_begin) + 1;
		VEC_PUSH(&looking->mentions, mention);
	}
	looking->seen = looking->base + until;
}

void look_on(struct looking *looking, const char *text, size_t dropped)
{
	if (text && looking->counted < looking->base + dropped)
		count_lines(looking, text, dropped);
	looking->base += dropped;
	if (!text)
		looking->counted = looking->base;
}

/* Returns true if a relative is named. */
static bool scan_mentions(struct looking *looking, const char *text, size_t length, struct scanned_file *file)
{
	look(looking, text, length, length);
	file->mentions = looking->mentions.items;
	file->n_mentions = looking->mentions.n;
	return looking->has_relatives;
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
	if (scan->n_others)
		qsort(scan->others, scan->n_others, sizeof(*scan->others), by_path);
}

void scanned_file_free(struct scanned_file *file)
{
	free(file->path);
	free(file->mentions);
}

bool scan_text(const char *path, const char *text, size_t length, struct scanned_file *file)
{
	struct matcher *matcher = matcher_new(symbols, symbol_count);
	struct looking looking;
	bool has_relatives;

	looking_begin(&looking, matcher);
	*file = (struct scanned_file){ .path = mem_strdup(path), .language = language_of(path) };
	has_relatives = scan_mentions(&looking, text, length, file);
	matcher_free(matcher);
	return has_relatives;
}

void scan_text_names(const char *path, const char *text, size_t length, const struct symbol *names,
		     size_t n_names, struct scanned_file *file)
{
	struct matcher *matcher = matcher_new(names, n_names);
	struct looking looking;

	looking_begin(&looking, matcher);
	looking.takes_all = true;
	*file = (struct scanned_file){ .path = mem_strdup(path), .language = language_of(path) };
	scan_mentions(&looking, text, length, file);
	matcher_free(matcher);
}

bool scan_text_has(const char *text, size_t length, const struct symbol *names, size_t n)
{
	struct matcher *matcher = matcher_new(names, n);
	size_t at = 0;
	bool has;

	has = n && matcher_next(matcher, text, length, &at);
	matcher_free(matcher);
	return has;
}

const struct scanned_file *scan_find(const struct scan *scan, const char *path)
{
	struct scanned_file key = { .path = (char *)path };

	return scan->n_files ?
		bsearch(&key, scan->files, scan->n_files, sizeof(key), by_path) : NULL;
}

const struct scanned_file *scan_find_other(const struct scan *scan, const char *path)
{
	struct scanned_file key = { .path = (char *)path };

	return scan->n_others ?
		bsearch(&key, scan->others, scan->n_others, sizeof(key), by_path) : NULL;
}

void scan_add_other(struct scan *scan, const char *path)
{
	scan->others = mem_realloc(scan->others, (scan->n_others + 1) * sizeof(*scan->others));
	scan->others[scan->n_others++] = (struct scanned_file){
		.path = mem_strdup(path), .language = LANGUAGE_C,
	};
	scan_sort(scan);
}

void scan_merge(struct scan *scan, struct scan *from)
{
	size_t n = scan->n_files + from->n_files;

	if (from->n_files) {
		scan->files = mem_realloc(scan->files, n * sizeof(*scan->files));
		memcpy(scan->files + scan->n_files, from->files, from->n_files * sizeof(*from->files));
		scan->n_files = n;
		scan_sort(scan);
	}
	free(from->files);
	from->files = NULL;
	from->n_files = 0;
}

void scan_free(struct scan *scan)
{
	for (size_t i = 0; i < scan->n_files; i++)
		scanned_file_free(&scan->files[i]);
	for (size_t i = 0; i < scan->n_problems; i++) {
		free(scan->problems[i].path);
		free(scan->problems[i].reason);
	}
	for (size_t i = 0; i < scan->n_others; i++)
		scanned_file_free(&scan->others[i]);
	free(scan->files);
	free(scan->others);
	free(scan->problems);
	*scan = (struct scan){0};
}
