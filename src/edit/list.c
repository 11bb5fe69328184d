// SPDX-License-Identifier: GPL-2.0-only
#include "edit/edit.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The offset goes first, as it tells nearly all edits apart without a look at their strings. */
static bool same_edit(const struct edit *edit, const char *path, size_t offset,
		      const char *old_text, const char *new_text)
{
	return edit->offset == offset && !strcmp(edit->path, path) &&
	       !strcmp(edit->old_text, old_text) && !strcmp(edit->new_text, new_text);
}

void edit_list_add(struct edit_list *list, const char *path, size_t offset, const char *old_text,
		   const char *new_text)
{
	struct edit edit;

	for (size_t i = 0; i < list->n; i++) {
		if (same_edit(&list->items[i], path, offset, old_text, new_text))
			return;
	}
	edit.path = mem_strdup(path);
	edit.offset = offset;
	edit.old_text = mem_strdup(old_text);
	edit.new_text = mem_strdup(new_text);
	VEC_PUSH(list, edit);
}

/*
 * At one offset an insertion (no old text) comes before a replacement. The new text decides last,
 * for the sake of a stable order alone: edit_apply() refuses edits that differ in nothing else.
 */
static int compare(const void *left, const void *right)
{
	const struct edit *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	if (order)
		return order;
	if (a->offset != b->offset)
		return a->offset < b->offset ? -1 : 1;
	order = strcmp(a->old_text, b->old_text);
	return order ? order : strcmp(a->new_text, b->new_text);
}

void edit_list_sort(struct edit_list *list)
{
	if (list->n)
		qsort(list->items, list->n, sizeof(list->items[0]), compare);
}

void edit_list_free(struct edit_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].path);
		free(list->items[i].old_text);
		free(list->items[i].new_text);
	}
	free(list->items);
	*list = (struct edit_list){0};
}
