// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/edits.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

void edit_list_add(struct edit_list *list, const char *path, size_t offset, const char *old_text,
		   const char *new_text)
{
	struct edit edit = {
		.path = mem_strdup(path), .offset = offset,
		.old_text = mem_strdup(old_text), .new_text = mem_strdup(new_text),
	};

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

static void free_edit(struct edit *edit)
{
	free(edit->path);
	free(edit->old_text);
	free(edit->new_text);
}

void edit_list_sort(struct edit_list *list)
{
	size_t kept = 0;

	if (list->n)
		qsort(list->items, list->n, sizeof(list->items[0]), compare);
	for (size_t i = 0; i < list->n; i++) {
		if (kept && !compare(&list->items[kept - 1], &list->items[i]))
			free_edit(&list->items[i]);
		else
			list->items[kept++] = list->items[i];
	}
	list->n = kept;
}

void edit_list_take(struct edit_list *list, struct edit_list *from)
{
	if (!from->n)
		return;
	for (size_t i = 0; i < from->n; i++)
		VEC_PUSH(list, from->items[i]);
	free(from->items);
	*from = (struct edit_list){0};
	edit_list_sort(list);
}

bool edit_list_drop(struct edit_list *list, const char *path, size_t begin, size_t end)
{
	size_t n = list->n, kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct edit *edit = &list->items[i];

		if (edit->offset >= begin && edit->offset < end && !strcmp(edit->path, path))
			free_edit(edit);
		else
			list->items[kept++] = *edit;
	}
	list->n = kept;
	return kept < n;
}

bool edit_is_layout(const struct edit *edit)
{
	static const char blanks[] = " \t\n";

	return !edit->old_text[strspn(edit->old_text, blanks)] && !edit->new_text[strspn(edit->new_text, blanks)];
}

void edit_list_free(struct edit_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free_edit(&list->items[i]);
	free(list->items);
	*list = (struct edit_list){0};
}
