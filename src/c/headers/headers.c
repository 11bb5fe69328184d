// SPDX-License-Identifier: GPL-2.0-only
#include "c/headers/headers.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/tree/overlay.h"
#include "kernel/tree/paths.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

/* Folders above the file in which a driver's makefile may look for its headers. */
#define LEVELS_UP 3

struct header {
	char *path;
	char *text;			/* NULL: there is none at that path */
};

static int headers_by_path(const void *a, const void *b)
{
	const struct header *left = a, *right = b;

	return strcmp(left->path, right->path);
}

static void free_header(void *item)
{
	struct header *header = item;

	free(header->path);
	free(header->text);
	free(header);
}

/* The header at that path; read once. */
static const struct header *header_at(struct headers *headers, const char *path)
{
	struct header wanted = { .path = (char *)path }, *header;
	struct header **known = tfind(&wanted, &headers->read, headers_by_path);
	struct buf text = {0};
	struct err err = {0};

	if (known)
		return *known;
	header = mem_calloc(1, sizeof(*header));
	header->path = mem_strdup(path);
	if (!overlay_read(headers->overlay, headers->root, path, &text, &err))
		header->text = buf_take(&text);
	buf_free(&text);
	err_clear(&err);
	mem_or_die(tsearch(header, &headers->read, headers_by_path));
	return header;
}

/* Without "..", so that headers which include each other by way of it have one path and no more. */
static const char *read_from(struct headers *headers, const char *folder, const char *name,
			     const char **found)
{
	char *path = path_clean_join(folder, name);
	bool is_absolute = *folder == '/' || *name == '/';
	const struct header *header = header_at(headers, is_absolute ? path : path + 1);

	free(path);
	*found = header->path;
	return header->text;
}

/* In the folder of the file and its include/; for a driver outside of the tree, in those above too. */
static const char *read_header(void *data, const char *path, const char *name, size_t length,
			       const char **found)
{
	struct headers *headers = data;
	char *wanted = mem_strndup(name, length), *folder = path_folder(path);
	unsigned levels = *path == '/' ? LEVELS_UP : 1;
	const char *text = NULL;

	for (unsigned level = 0; level < levels && *folder && !text; level++) {
		char *beside = path_join(folder, "include"), *above = path_folder(folder);

		text = read_from(headers, folder, wanted, found);
		if (!text)
			text = read_from(headers, beside, wanted, found);
		free(beside);
		free(folder);
		folder = above;
	}
	free(folder);
	free(wanted);
	return text;
}

const char *headers_read(struct headers *headers, const char *folder, const char *name, size_t length,
			 const char **found)
{
	char *wanted = mem_strndup(name, length);
	const char *text = read_from(headers, folder, wanted, found);

	free(wanted);
	return text;
}

void headers_open(struct headers *headers, const char *root, const struct overlay *overlay)
{
	*headers = (struct headers){ .root = root, .overlay = overlay };
	headers->reader = (struct header_reader){ .read = read_header, .data = headers };
}

struct visit {
	const struct headers *headers;
	void (*visit)(const char *path, void *data);
	void *data;
};

static void visit_header(const void *node, VISIT order, void *data)
{
	const struct header *header = *(const struct header *const *)node;
	const struct visit *visit = data;
	char *path;

	if (order != postorder && order != leaf)
		return;
	path = path_join(visit->headers->root, header->path);
	visit->visit(path, visit->data);
	free(path);
}

void headers_files(const struct headers *headers, void (*visit)(const char *path, void *data),
		   void *data)
{
	struct visit each = { .headers = headers, .visit = visit, .data = data };

	twalk_r(headers->read, visit_header, &each);
}

void headers_close(struct headers *headers)
{
	tdestroy(headers->read, free_header);
	*headers = (struct headers){0};
}
