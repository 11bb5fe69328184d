// SPDX-License-Identifier: GPL-2.0-only
#include "change/patched.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/load.h"
#include "base/mem.h"
#include "base/path.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct patched *)a)->path, ((const struct patched *)b)->path);
}

struct patched *patched_find(const struct patched_set *set, const char *path)
{
	struct patched key = { .path = (char *)path };
	struct patched **found = tfind(&key, &set->tree, by_path);

	return found ? *found : NULL;
}

enum patched_kind patched_kind_on_disk(const struct patched_set *set, const char *path)
{
	char *full = path_join(set->top, path);
	struct stat st;
	int failed = lstat(full, &st);

	free(full);
	if (failed)
		return PATCHED_NOTHING;
	return S_ISREG(st.st_mode) ? PATCHED_FILE :
	       S_ISLNK(st.st_mode) ? PATCHED_LINK :
	       S_ISDIR(st.st_mode) ? PATCHED_FOLDER : PATCHED_NOTHING;
}

enum patched_kind patched_kind(const struct patched_set *set, const char *path)
{
	const struct patched *patched = patched_find(set, path);

	if (patched)
		return patched->text ? PATCHED_FILE :
		       patched->is_link ? PATCHED_LINK : PATCHED_NOTHING;
	return patched_kind_on_disk(set, path);
}

static int read_disk(const struct patched_set *set, const char *path, struct buf *text,
		     struct err *err)
{
	if (patched_kind_on_disk(set, path) != PATCHED_FILE)
		return -1;
	return load_below(text, set->top, path, err);
}

int patched_read(const struct patched_set *set, const char *path, bool before, struct buf *text,
		 struct err *err)
{
	const struct patched *patched = patched_find(set, path);

	before = before && patched && patched->diff == set->diff;
	if (!patched || (before && patched->is_first))
		return read_disk(set, path, text, err);
	if (before ? !patched->before : !patched->text)
		return -1;
	buf_add(text, before ? patched->before : patched->text,
		before ? patched->before_length : patched->length);
	return 0;
}

static struct patched *find_or_add(struct patched_set *set, const char *path)
{
	struct patched *patched = patched_find(set, path);

	if (patched)
		return patched;
	patched = mem_calloc(1, sizeof(*patched));
	patched->path = mem_strdup(path);
	patched->diff = set->diff;
	patched->is_first = true;
	patched->was_there = patched_kind_on_disk(set, path) == PATCHED_FILE;
	tsearch(patched, &set->tree, by_path);
	VEC_PUSH(&set->files, patched);
	return patched;
}

void patched_write(struct patched_set *set, const char *path, struct buf *text)
{
	struct patched *patched = find_or_add(set, path);

	if (patched->diff != set->diff) {
		free(patched->before);
		patched->before = patched->text;
		patched->before_length = patched->length;
		patched->diff = set->diff;
		patched->is_first = false;
	} else {
		free(patched->text);
	}
	patched->line = set->line;
	patched->is_link = false;
	patched->length = text ? text->length : 0;
	patched->text = text ? buf_take(text) : NULL;
}

void patched_link(struct patched_set *set, const char *path)
{
	patched_write(set, path, NULL);
	patched_find(set, path)->is_link = true;
}

const struct patched *patched_find_buried(const struct patched_set *set, char **above)
{
	for (size_t i = 0; i < set->files.n; i++) {
		const struct patched *patched = set->files.items[i];
		char *slash;

		if (!patched->text && !patched->is_link)
			continue;
		*above = mem_strdup(patched->path);
		while ((slash = strrchr(*above, '/'))) {
			enum patched_kind kind;

			*slash = '\0';
			kind = patched_kind(set, *above);
			if (kind == PATCHED_FILE || kind == PATCHED_LINK)
				return patched;
		}
		free(*above);
	}
	*above = NULL;
	return NULL;
}

bool patched_is_as_before(const struct patched_set *set, const struct patched *patched)
{
	struct buf disk = {0};
	struct err err = {0};
	bool same;

	if (!patched->text || !patched->was_there)
		return !patched->text && !patched->was_there;
	same = !read_disk(set, patched->path, &disk, &err) && disk.length == patched->length &&
	       !memcmp(disk.data, patched->text, disk.length);
	buf_free(&disk);
	err_clear(&err);
	return same;
}

static void keep(void *patched)
{
	(void)patched;	/* the list frees it */
}

void patched_free(struct patched_set *set)
{
	tdestroy(set->tree, keep);
	for (size_t i = 0; i < set->files.n; i++) {
		free(set->files.items[i]->path);
		free(set->files.items[i]->text);
		free(set->files.items[i]->before);
		free(set->files.items[i]);
	}
	free(set->files.items);
	*set = (struct patched_set){0};
}
