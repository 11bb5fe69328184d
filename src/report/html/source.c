// SPDX-License-Identifier: GPL-2.0-only
/* What stands around all that a page shows. */
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "report/format/format.h"
#include "report/html/data.h"

#include <stdlib.h>
#include <string.h>

/* Lines in front of a place and behind it: as many as html/code.js shows. */
#define BEFORE 2
#define BEHIND 3
#define GAP 40		/* between two steps of one way: as many are shown, and no more */

/* Lines [first, last] of a file. */
struct window {
	const char *path;
	uint32_t first, last;
};

struct windows {
	struct window *items;
	size_t n, capacity;
};

static void add_lines(struct windows *windows, const char *path, uint32_t first, uint32_t last)
{
	struct window window = {
		.path = path, .first = first > BEFORE ? first - BEFORE : 1, .last = last + BEHIND,
	};

	if (first)
		VEC_PUSH(windows, window);
}

/* The steps of a way, and what lies between two of them, if it is not much. */
static void add_finding(struct windows *windows, const struct finding *finding)
{
	const char *path = finding->path;
	uint32_t last = finding->end_line;

	add_lines(windows, path, finding->line, finding->end_line);
	for (size_t i = 0; i < finding->notes.n; i++) {
		const struct note *note = &finding->notes.items[i];

		add_lines(windows, note->path, note->line, note->end_line);
		if (!strcmp(note->path, path) && last < note->line && note->line - last <= GAP)
			add_lines(windows, path, last, note->line);
		path = note->path;
		last = note->end_line;
	}
}

static void collect(const struct result *result, struct windows *windows)
{
	for (size_t i = 0; i < result->mentions.n; i++)
		add_lines(windows, result->mentions.items[i].path, result->mentions.items[i].mention->line,
			  result->mentions.items[i].mention->line);
	for (size_t i = 0; i < result->by_macro.n; i++)
		add_lines(windows, result->by_macro.items[i].path, result->by_macro.items[i].line,
			  result->by_macro.items[i].line);
	for (size_t i = 0; i < result->findings.n; i++)
		add_finding(windows, &result->findings.items[i]);
	for (size_t i = 0; i < result->suppressed.n; i++)
		add_finding(windows, &result->suppressed.items[i]);
	for (size_t i = 0; i < result->left.n; i++)
		add_lines(windows, result->left.items[i].path, result->left.items[i].line,
			  result->left.items[i].line);
	for (size_t i = 0; i < result->unanalysed.n; i++)
		add_lines(windows, result->unanalysed.items[i].path, result->unanalysed.items[i].line,
			  result->unanalysed.items[i].line);
}

static int by_place(const void *a, const void *b)
{
	const struct window *left = a, *right = b;
	int order = strcmp(left->path, right->path);

	return order ? order : (left->first > right->first) - (left->first < right->first);
}

/* Sorted windows that touch become one. */
static void merge(struct windows *windows)
{
	size_t n = 0;

	for (size_t i = 0; i < windows->n; i++) {
		struct window *window = &windows->items[i], *last = n ? &windows->items[n - 1] : NULL;

		if (!last || strcmp(last->path, window->path) || window->first > last->last + 1)
			windows->items[n++] = *window;
		else if (window->last > last->last)
			last->last = window->last;
	}
	windows->n = n;
}

/* A text that is read line by line. */
struct lines {
	const char *at, *end;
	uint32_t number;		/* of the line at `at` */
};

/* The length of the next line, without its newline; false behind the last one. */
static bool next_line(struct lines *lines, const char **line, size_t *length)
{
	const char *newline;

	if (lines->at == lines->end)
		return false;
	newline = memchr(lines->at, '\n', (size_t)(lines->end - lines->at));
	*line = lines->at;
	*length = (size_t)((newline ? newline : lines->end) - lines->at);
	lines->at = newline ? newline + 1 : lines->end;
	lines->number++;
	return true;
}

static json_t *window_of(struct lines *lines, const struct window *window)
{
	json_t *array = json_array();
	const char *line;
	size_t length;

	while (lines->number < window->first && next_line(lines, &line, &length))
		;
	while (lines->number <= window->last && next_line(lines, &line, &length))
		json_array_append_new(array, html_line(line, length));
	return json_pack("[i, o]", (int)window->first, array);
}

/* The windows of one file, which begin at i; returns where those of the next one do. */
static size_t add_file(const struct report *report, const struct windows *windows, size_t i, json_t *source)
{
	const char *path = windows->items[i].path;
	struct lines lines = { .number = 1 };
	json_t *array = json_array(), *key;
	size_t length = 0;

	lines.at = report->texts.find ? report->texts.find(report->texts.data, path, &length) : NULL;
	lines.end = lines.at ? lines.at + length : NULL;
	for (; i < windows->n && !strcmp(windows->items[i].path, path); i++)
		if (lines.at)
			json_array_append_new(array, window_of(&lines, &windows->items[i]));
	key = json_text(path);
	if (lines.at)
		json_object_set(source, json_string_value(key), array);
	json_decref(key);
	json_decref(array);
	return i;
}

json_t *html_source(const struct report *report)
{
	struct windows windows = {0};
	json_t *source = json_object();

	collect(report->result, &windows);
	if (windows.n)
		qsort(windows.items, windows.n, sizeof(*windows.items), by_place);
	merge(&windows);
	for (size_t i = 0; i < windows.n;)
		i = add_file(report, &windows, i, source);
	free(windows.items);
	return source;
}
