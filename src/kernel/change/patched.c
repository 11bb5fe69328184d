// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/patched.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "kernel/change/folders.h"

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

	before = before && patched && patched->diff.since == set->diff;
	if (!patched || (before && patched->diff.is_disk))
		return read_disk(set, path, text, err);
	if (before ? !patched->diff.text : !patched->text)
		return -1;
	buf_add(text, before ? patched->diff.text : patched->text,
		before ? patched->diff.length : patched->length);
	return 0;
}

static struct patched *find_or_add(struct patched_set *set, const char *path)
{
	struct patched *patched = patched_find(set, path);

	if (patched)
		return patched;
	patched = mem_calloc(1, sizeof(*patched));
	patched->path = mem_strdup(path);
	patched->diff = (struct patched_past){ .since = set->diff, .is_disk = true };
	patched->patch = (struct patched_past){ .since = set->patch, .is_disk = true };
	patched->was_there = patched_kind_on_disk(set, path) == PATCHED_FILE;
	tsearch(patched, &set->tree, by_path);
	VEC_PUSH(&set->files, patched);
	VEC_PUSH(&set->fresh, patched);
	return patched;
}

static void keep_past(struct patched_past *past, unsigned number, const struct patched *patched)
{
	if (past->since == number)
		return;
	free(past->text);
	*past = (struct patched_past){
		.since = number, .length = patched->length,
		.text = patched->text ? mem_strndup(patched->text, patched->length) : NULL,
	};
}

static bool is_there(const struct patched *patched)
{
	return patched->text || patched->is_link;
}

static void put(struct patched_set *set, struct patched *patched, struct buf *text,
		enum patched_kind kind)
{
	bool was_there = is_there(patched);

	free(patched->text);
	patched->is_link = kind == PATCHED_LINK;
	patched->length = text ? text->length : 0;
	patched->text = text ? buf_take(text) : NULL;
	if (is_there(patched) != was_there)
		folders_count(&set->folders, patched->path, was_there ? -1 : 1);
}

static void write_as(struct patched_set *set, const char *path, struct buf *text, enum patched_kind kind)
{
	struct patched *patched = find_or_add(set, path);

	if (patched->patch.since != set->patch)
		VEC_PUSH(&set->fresh, patched);
	keep_past(&patched->patch, set->patch, patched);
	keep_past(&patched->diff, set->diff, patched);
	patched->line = set->line;
	put(set, patched, text, kind);
}

void patched_write(struct patched_set *set, const char *path, struct buf *text)
{
	write_as(set, path, text, PATCHED_FILE);
}

void patched_link(struct patched_set *set, const char *path)
{
	write_as(set, path, NULL, PATCHED_LINK);
}

void patched_begin(struct patched_set *set)
{
	set->patch++;
	set->fresh.n = 0;
}

/* The path of what lies in the place of the file's folder; owned by the caller. NULL: a folder does. */
static char *find_above(const struct patched_set *set, const char *path)
{
	char *above = mem_strdup(path), *slash;

	while ((slash = strrchr(above, '/'))) {
		enum patched_kind kind;

		*slash = '\0';
		kind = patched_kind(set, above);
		if (kind == PATCHED_FILE || kind == PATCHED_LINK)
			return above;
	}
	free(above);
	return NULL;
}

/* Has this patch put a file where a folder is, or below what is none? */
static bool has_buried(const struct patched_set *set)
{
	for (size_t i = 0; i < set->fresh.n; i++) {
		const struct patched *patched = set->fresh.items[i];
		char *above = is_there(patched) ? find_above(set, patched->path) : NULL;

		free(above);
		if (above || (is_there(patched) && folders_has(set->folders, patched->path)))
			return true;
	}
	return false;
}

const struct patched *patched_find_buried(const struct patched_set *set, char **above)
{
	*above = NULL;
	if (!has_buried(set))
		return NULL;
	for (size_t i = 0; i < set->files.n; i++) {
		const struct patched *patched = set->files.items[i];

		*above = is_there(patched) ? find_above(set, patched->path) : NULL;
		if (*above)
			return patched;
	}
	return NULL;
}

bool patched_was_there(const struct patched *patched)
{
	return patched->patch.is_disk ? patched->was_there : patched->patch.text != NULL;
}

static bool is_text(const struct patched *patched, const char *text, size_t length)
{
	return patched->length == length && !memcmp(patched->text, text, length);
}

static bool is_as_on_disk(const struct patched_set *set, const struct patched *patched)
{
	struct buf disk = {0};
	struct err err = {0};
	bool same = !read_disk(set, patched->path, &disk, &err) && is_text(patched, disk.data, disk.length);

	buf_free(&disk);
	err_clear(&err);
	return same;
}

bool patched_is_as_before(const struct patched_set *set, const struct patched *patched)
{
	const struct patched_past *past = &patched->patch;

	if (!patched->text || !patched_was_there(patched))
		return !patched->text && !patched_was_there(patched);
	return past->is_disk ? is_as_on_disk(set, patched) : is_text(patched, past->text, past->length);
}

static void keep(void *patched)
{
	(void)patched;	/* the list frees it */
}

void patched_free(struct patched_set *set)
{
	tdestroy(set->tree, keep);
	folders_free(set->folders);
	for (size_t i = 0; i < set->files.n; i++) {
		free(set->files.items[i]->path);
		free(set->files.items[i]->text);
		free(set->files.items[i]->diff.text);
		free(set->files.items[i]->patch.text);
		free(set->files.items[i]);
	}
	free(set->files.items);
	free(set->fresh.items);
	*set = (struct patched_set){0};
}
