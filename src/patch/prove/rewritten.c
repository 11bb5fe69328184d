// SPDX-License-Identifier: GPL-2.0-only
/* The converted files, as a list. */
#include "patch/prove/rewrite.h"

#include <stdlib.h>
#include <string.h>

struct rewritten *rewrite_find(const struct rewrite *rewrite, const char *path)
{
	for (size_t i = 0; i < rewrite->n; i++)
		if (!strcmp(rewrite->items[i].path, path))
			return &rewrite->items[i];
	return NULL;
}

static int rewritten_by_path(const void *a, const void *b)
{
	const struct rewritten *left = a, *right = b;

	return strcmp(left->path, right->path);
}

void rewrite_sort(struct rewrite *rewrite)
{
	if (rewrite->n)
		qsort(rewrite->items, rewrite->n, sizeof(*rewrite->items), rewritten_by_path);
}

void rewritten_free(struct rewritten *file)
{
	buf_free(&file->new_text);
	buf_free(&file->own_text);
	free(file->own_path);
}

void rewrite_free(struct rewrite *rewrite)
{
	for (size_t i = 0; i < rewrite->n; i++)
		rewritten_free(&rewrite->items[i]);
	free(rewrite->items);
	*rewrite = (struct rewrite){0};
}
