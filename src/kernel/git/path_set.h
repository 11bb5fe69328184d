/* SPDX-License-Identifier: GPL-2.0-only */
/* Paths, each once. */
#ifndef GUPTIDY_GIT_PATH_SET_H
#define GUPTIDY_GIT_PATH_SET_H

#include <stdbool.h>
#include <stddef.h>

struct path_set {
	char **items;			/* owned */
	size_t n, capacity;
};

/* Adds a copy of the path; to be sorted before anything is looked for. */
void path_set_add(struct path_set *paths, const char *path);

/* Sorts the paths and drops doubles. */
void path_set_sort(struct path_set *paths);

/* True if the path is in the set, which is sorted. */
bool path_set_has(const struct path_set *paths, const char *path);

/* Frees the paths. */
void path_set_free(struct path_set *paths);

#endif
