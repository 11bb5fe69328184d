// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/planned.h"

#include "base/data/mem.h"
#include "base/data/search.h"

#include <stdlib.h>
#include <string.h>

void planned_list_add(struct planned_list *list, const char *path, size_t offset, const char *call)
{
	struct planned_call planned = {
		.path = mem_strdup(path), .offset = offset, .call = mem_strdup(call),
	};

	VEC_PUSH(list, planned);
}

static int compare(const void *left, const void *right)
{
	const struct planned_call *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	if (order)
		return order;
	if (a->offset != b->offset)
		return a->offset < b->offset ? -1 : 1;
	return strcmp(a->call, b->call);
}

static void free_planned(struct planned_call *planned)
{
	free(planned->path);
	free(planned->call);
}

void planned_list_sort(struct planned_list *list)
{
	size_t kept = 0;

	if (list->n)
		qsort(list->items, list->n, sizeof(list->items[0]), compare);
	for (size_t i = 0; i < list->n; i++) {
		if (kept && !compare(&list->items[kept - 1], &list->items[i]))
			free_planned(&list->items[i]);
		else
			list->items[kept++] = list->items[i];
	}
	list->n = kept;
}

void planned_list_drop(struct planned_list *list, const char *path, size_t begin, size_t end)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->n; i++) {
		struct planned_call *planned = &list->items[i];

		if (planned->offset >= begin && planned->offset < end && !strcmp(planned->path, path))
			free_planned(planned);
		else
			list->items[kept++] = *planned;
	}
	list->n = kept;
}

/* The first call of that path, or of one behind it. */
static size_t lower_bound(const struct planned_list *list, const char *path)
{
	size_t i;

	LOWER_BOUND(i, list->n, strcmp(list->items[i].path, path) < 0);
	return i;
}

size_t planned_list_of(const struct planned_list *list, const char *path,
		       const struct planned_call **first)
{
	size_t begin = lower_bound(list, path), end = begin;

	while (end < list->n && !strcmp(list->items[end].path, path))
		end++;
	*first = list->items + begin;
	return end - begin;
}

void planned_list_free(struct planned_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free_planned(&list->items[i]);
	free(list->items);
	*list = (struct planned_list){0};
}
