// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/stamp.h"

#include "base/data/mem.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

struct stamp {
	char *path;
	char text[128];
	bool is_late;			/* of a change since the stamps were begun */
};

struct stamps {
	struct timespec begun;		/* by the clock that files are stamped with */
	void *tree;			/* of struct stamp, by path */
};

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct stamp *)a)->path, ((const struct stamp *)b)->path);
}

struct stamps *stamps_new(void)
{
	struct stamps *stamps = mem_calloc(1, sizeof(*stamps));

	clock_gettime(CLOCK_REALTIME_COARSE, &stamps->begun);
	return stamps;
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

static bool is_before(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

static const struct stamp *get(struct stamps *stamps, const char *path)
{
	struct stamp key = { .path = (char *)path }, *stamp;
	void *found = tfind(&key, &stamps->tree, by_path);
	struct stat st;

	if (found)
		return *(struct stamp **)found;
	stamp = add(stamps, path);
	if (stat(path, &st))
		return stamp;
	snprintf(stamp->text, sizeof(stamp->text), "%lld %lld.%09ld %lld.%09ld %llu",
		 (long long)st.st_size, (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec,
		 (long long)st.st_ctim.tv_sec, st.st_ctim.tv_nsec, (unsigned long long)st.st_ino);
	stamp->is_late = !is_before(&st.st_ctim, &stamps->begun);
	return stamp;
}

const char *stamps_get(struct stamps *stamps, const char *path)
{
	return get(stamps, path)->text;
}

bool stamps_hold(struct stamps *stamps, const char *path)
{
	return !get(stamps, path)->is_late;
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
