// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/document.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "program/lsp/uri.h"

#include <stdlib.h>
#include <string.h>

/* A file that was not saved yet lies where its folder does. */
static char *resolve(const char *path)
{
	char *real = realpath(path, NULL), *folder, *real_folder;

	if (real || ends_with(path, "/"))
		return real;
	folder = path_folder(path);
	real_folder = realpath(*folder ? folder : "/", NULL);
	if (real_folder)
		real = path_join(real_folder, path_name(path));
	free(folder);
	free(real_folder);
	return real ? real : mem_strdup(path);
}

struct document *document_open(struct document_list *list, const char *uri, json_int_t version, const char *text,
			       size_t length)
{
	struct document *document = mem_calloc(1, sizeof(*document));
	char *path = uri_path(uri);

	document->uri = mem_strdup(uri);
	document->path = path ? resolve(path) : NULL;
	document->version = version;
	document->is_due = true;
	buf_add(&document->text, text, length);
	VEC_PUSH(list, document);
	free(path);
	return document;
}

struct document *document_find(const struct document_list *list, const char *uri)
{
	for (size_t i = 0; i < list->n; i++)
		if (!strcmp(list->items[i]->uri, uri))
			return list->items[i];
	return NULL;
}

/* Puts the new text in the place of the bytes [begin, end). */
static void replace(struct buf *text, size_t begin, size_t end, const char *with, size_t length)
{
	struct buf changed = {0};

	buf_reserve(&changed, text->length - (end - begin) + length);
	buf_add(&changed, text->data, begin);
	buf_add(&changed, with, length);
	buf_add(&changed, text->data + end, text->length - end);
	buf_free(text);
	*text = changed;
}

static int change(struct document *document, const json_t *json, enum encoding encoding)
{
	const json_t *text = json_object_get(json, "text"), *range = json_object_get(json, "range");
	size_t begin = 0, end = document->text.length;
	struct position start, stop;
	struct lines lines;

	if (!json_is_string(text))
		return -1;
	if (range && !json_is_null(range)) {
		if (!range_read(range, &start, &stop))
			return -1;
		lines_read(&lines, document->text.data, document->text.length, encoding);
		begin = lines_offset(&lines, start);
		end = lines_offset(&lines, stop);
		lines_free(&lines);
		if (begin > end)
			return -1;
	}
	replace(&document->text, begin, end, json_string_value(text), json_string_length(text));
	return 0;
}

int document_change(struct document *document, const json_t *changes, enum encoding encoding)
{
	document->is_due = true;
	for (size_t i = 0; i < json_array_size(changes); i++)
		if (change(document, json_array_get(changes, i), encoding))
			return -1;
	return json_is_array(changes) ? 0 : -1;
}

static void document_free(struct document *document)
{
	free(document->uri);
	free(document->path);
	buf_free(&document->text);
	json_decref(document->shown);
	free(document);
}

void document_close(struct document_list *list, struct document *document)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->n; i++)
		if (list->items[i] != document)
			list->items[kept++] = list->items[i];
	list->n = kept;
	document_free(document);
}

void document_list_free(struct document_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		document_free(list->items[i]);
	free(list->items);
	*list = (struct document_list){0};
}
