// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/run/brought.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/headers/headers.h"
#include "c/headers/includes.h"
#include "treewide/run/run.h"

#include <stdlib.h>
#include <string.h>

/* Headers in headers: a driver's own are few. */
#define MAX_DEPTH 16

struct hunt {
	struct run *run;
	struct headers headers;
	struct path_list seen;
	unsigned depth;
	struct { struct scanned_file *items; size_t n, capacity; } found;
};

static void look_into(struct hunt *hunt, const char *path, const char *text);

static void keep(struct hunt *hunt, const char *path, const char *text)
{
	struct scanned_file file;

	if (scan_find(&hunt->run->scan, path) || scan_find(&hunt->run->homes, path))
		return;
	scan_text(path, text, strlen(text), &file);
	if (file.n_mentions)
		VEC_PUSH(&hunt->found, file);
	else
		scanned_file_free(&file);
}

static void take_header(struct hunt *hunt, const char *path, const char *text)
{
	char *copy;

	if (hunt->depth == MAX_DEPTH || path_list_has(&hunt->seen, path))
		return;
	copy = mem_strdup(path);
	VEC_PUSH(&hunt->seen, copy);
	keep(hunt, path, text);
	hunt->depth++;
	look_into(hunt, path, text);
	hunt->depth--;
}

static void look_into(struct hunt *hunt, const char *path, const char *text)
{
	const struct header_reader *reader = &hunt->headers.reader;
	const char *name = text, *found;
	size_t length = 0;

	while ((name = includes_next(text, name + length, &length))) {
		const char *header = reader->read(reader->data, path, name, length, &found);

		if (header)
			take_header(hunt, found, header);
	}
}

/* What cannot be read the scan has said. */
static void look_into_file(struct hunt *hunt, const char *path)
{
	struct buf text = {0};
	struct err err = {0};

	if (!overlay_read(hunt->headers.overlay, hunt->run->tree.root, path, &text, &err) && text.length)
		look_into(hunt, path, text.data);
	buf_free(&text);
	err_clear(&err);
}

static int by_path(const void *a, const void *b)
{
	const struct scanned_file *left = a, *right = b;

	return strcmp(left->path, right->path);
}

void brought_find(struct run *run, const struct run_options *options)
{
	const struct state *state = options->state;
	struct hunt hunt = { .run = run };
	struct scan found = {0};

	/* Of a whole tree, all headers were asked for. */
	if (run_is_whole_tree(run))
		return;
	headers_open(&hunt.headers, run->tree.root, state ? state->overlay : NULL);
	for (size_t i = 0; i < run->scan.n_files; i++)
		if (run->scan.files[i].language == LANGUAGE_C)
			look_into_file(&hunt, run->scan.files[i].path);
	if (hunt.found.n)
		qsort(hunt.found.items, hunt.found.n, sizeof(*hunt.found.items), by_path);
	found.files = hunt.found.items;
	found.n_files = hunt.found.n;
	scan_merge(&run->homes, &found);
	scan_free(&found);
	path_list_free(&hunt.seen);
	headers_close(&hunt.headers);
}
