// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/git/path_set.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

void path_set_add(struct path_set *paths, const char *path)
{
	char *copy = mem_strdup(path);

	VEC_PUSH(paths, copy);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void path_set_sort(struct path_set *paths)
{
	size_t kept = 0;

	if (paths->n)
		qsort(paths->items, paths->n, sizeof(*paths->items), by_text);
	for (size_t i = 0; i < paths->n; i++) {
		if (kept && !strcmp(paths->items[kept - 1], paths->items[i]))
			free(paths->items[i]);
		else
			paths->items[kept++] = paths->items[i];
	}
	paths->n = kept;
}

bool path_set_has(const struct path_set *paths, const char *path)
{
	return paths->n && bsearch(&path, paths->items, paths->n, sizeof(*paths->items), by_text);
}

void path_set_free(struct path_set *paths)
{
	for (size_t i = 0; i < paths->n; i++)
		free(paths->items[i]);
	free(paths->items);
	*paths = (struct path_set){0};
}
