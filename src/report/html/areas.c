// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which area each file is in that a page says something of: that of MAINTAINERS, and its folder where the tree has
 * none, or nobody but the whole tree's maintainers care.
 */
#include "base/data/err.h"
#include "base/data/utf8.h"
#include "kernel/maintainers/maintainers.h"
#include "outcome/result/area.h"
#include "report/format/format.h"
#include "report/html/data.h"

#include <stdlib.h>
#include <string.h>

struct book {
	struct maintainers maintainers;
	bool is_open;
	json_t *areas;			/* of the paths so far */
};

/* A MAINTAINERS that cannot be read costs a page no more than the names. */
static void open_book(struct book *book, const struct heading *heading)
{
	struct err ignored = {0};

	/* With files outside of the tree, nobody knows whose a relative name is. */
	book->is_open = heading->is_kernel && !heading->place &&
			!maintainers_open(&book->maintainers, heading->root, &ignored);
	book->areas = json_object();
	err_clear(&ignored);
}

static void close_book(struct book *book)
{
	if (book->is_open)
		maintainers_close(&book->maintainers);
	book->is_open = false;
}

/* Patterns that take too long take it once. */
static char *name_of(struct book *book, const char *path)
{
	struct err ignored = {0};
	char *name = book->is_open ? maintainers_area(&book->maintainers, path, &ignored) : NULL;

	err_clear(&ignored);
	if (!name)
		close_book(book);
	if (name && *name)
		return name;
	free(name);
	return area_of(path);
}

static void add(struct book *book, const char *path)
{
	json_t *key = json_text(path);

	if (!json_object_get(book->areas, json_string_value(key))) {
		char *name = name_of(book, path);

		json_object_set_new(book->areas, json_string_value(key), json_text(name));
		free(name);
	}
	json_decref(key);
}

json_t *html_areas(const struct report *report)
{
	const struct result *result = report->result;
	struct book book;

	open_book(&book, &report->heading);
	for (size_t i = 0; i < result->mentions.n; i++)
		if (!i || strcmp(result->mentions.items[i].path, result->mentions.items[i - 1].path))
			add(&book, result->mentions.items[i].path);
	for (size_t i = 0; i < result->by_macro.n; i++)
		add(&book, result->by_macro.items[i].path);
	for (size_t i = 0; i < result->findings.n; i++)
		add(&book, result->findings.items[i].path);
	for (size_t i = 0; i < result->suppressed.n; i++)
		add(&book, result->suppressed.items[i].path);
	for (size_t i = 0; i < result->edits.n; i++)
		add(&book, result->edits.items[i].path);
	for (size_t i = 0; i < result->left.n; i++)
		add(&book, result->left.items[i].path);
	for (size_t i = 0; i < result->unanalysed.n; i++)
		add(&book, result->unanalysed.items[i].path);
	close_book(&book);
	return book.areas;
}
