// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/depfile.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "treewide/graph/texts.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What ninja reads as a part of a path, of all that is no letter, digit or beyond ASCII. */
#define PLAIN "+,/_:.~(){}%=@[]!-"
#define ESCAPED " #"

static bool can_be_said(const char *path)
{
	for (; *path; path++)
		if (!isalnum((unsigned char)*path) && !((unsigned char)*path & 0x80) &&
		    !strchr(PLAIN ESCAPED "$", *path))
			return false;
	return true;
}

static void add_path(struct buf *buf, const char *path)
{
	for (; *path; path++) {
		if (*path == '$')
			buf_puts(buf, "$");
		else if (strchr(ESCAPED, *path))
			buf_puts(buf, "\\");
		buf_add(buf, path, 1);
	}
}

/* The path itself, or the nearest folder above it that is there, or "". The caller frees it. */
static char *there(const char *path)
{
	char *at = mem_strdup(path);

	while (*at && access(at, F_OK)) {
		char *folder = path_folder(at);

		free(at);
		at = folder;
	}
	return at;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort(struct path_list *paths)
{
	if (paths->n)
		qsort(paths->items, paths->n, sizeof(*paths->items), by_text);
}

static void list_there(struct path_list *files, struct path_list *found)
{
	sort(files);
	for (size_t i = 0; i < files->n; i++) {
		char *path;

		if (i && !strcmp(files->items[i], files->items[i - 1]))
			continue;
		path = there(files->items[i]);
		if (*path && can_be_said(path))
			VEC_PUSH(found, path);
		else
			free(path);
	}
	sort(found);
}

int depfile_write(const char *target, const char *name, struct path_list *files, struct err *err)
{
	char *path = mem_printf("%s.d", target);
	struct path_list found = {0};
	struct buf content = {0};
	int status;

	list_there(files, &found);
	buf_printf(&content, "%s:", name);
	for (size_t i = 0; i < found.n; i++) {
		if (i && !strcmp(found.items[i], found.items[i - 1]))
			continue;
		buf_puts(&content, " \\\n ");
		add_path(&content, found.items[i]);
	}
	buf_puts(&content, "\n");
	status = work_write(path, &content, err);
	path_list_free(&found);
	buf_free(&content);
	free(path);
	return status;
}
