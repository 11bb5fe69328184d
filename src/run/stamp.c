// SPDX-License-Identifier: GPL-2.0-only
#include "run/stamp.h"

#include "base/mem.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct stamp {
	char *path;
	char text[96];
};

struct stamps {
	void *tree;			/* of struct stamp, by path */
};

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct stamp *)a)->path, ((const struct stamp *)b)->path);
}

struct stamps *stamps_new(void)
{
	return mem_calloc(1, sizeof(struct stamps));
}

static struct stamp *add(struct stamps *stamps, const char *path)
{
	struct stamp *stamp = mem_calloc(1, sizeof(*stamp));

	stamp->path = mem_strdup(path);
	tsearch(stamp, &stamps->tree, by_path);
	return stamp;
}

void stamps_set(struct stamps *stamps, const char *path, const char *text)
{
	snprintf(add(stamps, path)->text, sizeof(((struct stamp *)0)->text), "%s", text);
}

const char *stamps_get(struct stamps *stamps, const char *path)
{
	struct stamp key = { .path = (char *)path }, *stamp;
	void *found = tfind(&key, &stamps->tree, by_path);
	struct stat st;

	if (found)
		return (*(struct stamp **)found)->text;
	stamp = add(stamps, path);
	if (!stat(path, &st))
		snprintf(stamp->text, sizeof(stamp->text), "%lld %lld.%09ld %llu",
			 (long long)st.st_size, (long long)st.st_mtim.tv_sec,
			 st.st_mtim.tv_nsec, (unsigned long long)st.st_ino);
	return stamp->text;
}

static void free_stamp(void *node)
{
	free(((struct stamp *)node)->path);
	free(node);
}

void stamps_free(struct stamps *stamps)
{
	if (stamps)
		tdestroy(stamps->tree, free_stamp);
	free(stamps);
}
