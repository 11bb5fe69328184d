// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/change.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

void change_touch(struct change *change, const char *path, bool in_old, bool in_new)
{
	struct touched touched = { .path = mem_strdup(path), .in_old = in_old, .in_new = in_new };

	VEC_PUSH(&change->touched, touched);
}

void change_add_problem(struct change *change, const char *path, const char *reason)
{
	struct change_problem problem = {
		.path = mem_strdup(path), .reason = mem_strdup(reason),
	};

	VEC_PUSH(&change->problems, problem);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct touched *)a)->path, ((const struct touched *)b)->path);
}

void change_sort(struct change *change)
{
	overlay_sort(&change->old_state);
	overlay_sort(&change->new_state);
	if (change->touched.n)
		qsort(change->touched.items, change->touched.n, sizeof(*change->touched.items),
		      by_path);
}

static void forget_in(struct overlay *overlay, const char *path)
{
	size_t kept = 0;

	for (size_t i = 0; i < overlay->n; i++) {
		struct overlay_file file = overlay->items[i];

		if (strcmp(file.path, path))
			overlay->items[kept++] = file;
		else
			overlay_file_free(&file);
	}
	overlay->n = kept;
}

void change_forget(struct change *change, const char *path)
{
	size_t kept = 0;

	forget_in(&change->old_state, path);
	forget_in(&change->new_state, path);
	for (size_t i = 0; i < change->touched.n; i++) {
		struct touched touched = change->touched.items[i];

		if (strcmp(touched.path, path))
			change->touched.items[kept++] = touched;
		else
			free(touched.path);
	}
	change->touched.n = kept;
}

bool change_touches(const struct change *change, const char *path)
{
	for (size_t i = 0; i < change->touched.n; i++)
		if (!strcmp(change->touched.items[i].path, path))
			return true;
	return false;
}

void change_free(struct change *change)
{
	for (size_t i = 0; i < change->touched.n; i++)
		free(change->touched.items[i].path);
	for (size_t i = 0; i < change->problems.n; i++) {
		free(change->problems.items[i].path);
		free(change->problems.items[i].reason);
	}
	free(change->touched.items);
	free(change->problems.items);
	overlay_free(&change->old_state);
	overlay_free(&change->new_state);
	free(change->top);
	free(change->base);
	*change = (struct change){0};
}
