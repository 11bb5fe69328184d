// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/folders.h"

#include "base/data/mem.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

struct folder {
	char *path;
	long n;
};

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct folder *)a)->path, ((const struct folder *)b)->path);
}

static struct folder *find_or_add(void **folders, char *path)
{
	struct folder key = { .path = path }, *folder;
	struct folder **found = tfind(&key, folders, by_path);

	if (found)
		return *found;
	folder = mem_calloc(1, sizeof(*folder));
	folder->path = mem_strdup(path);
	tsearch(folder, folders, by_path);
	return folder;
}

void folders_count(void **folders, const char *path, long number)
{
	char *above = mem_strdup(path), *slash;

	while ((slash = strrchr(above, '/'))) {
		*slash = '\0';
		find_or_add(folders, above)->n += number;
	}
	free(above);
}

bool folders_has(void *folders, const char *path)
{
	struct folder key = { .path = (char *)path };
	struct folder **found = tfind(&key, &folders, by_path);

	return found && (*found)->n > 0;
}

static void free_folder(void *data)
{
	struct folder *folder = data;

	free(folder->path);
	free(folder);
}

void folders_free(void *folders)
{
	tdestroy(folders, free_folder);
}
