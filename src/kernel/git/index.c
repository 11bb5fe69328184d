// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/git/index.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/reader.h"
#include "base/data/search.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define ID_LENGTH 20
#define HEAD_LENGTH 12
#define MAX_DEPTH 2000		/* of folders: what is deeper has no path that a system would take */
#define ENTRY_LENGTH 62		/* without what may follow its flags */

/* Of an entry's flags. */
#define ASSUMED 0x8000
#define EXTENDED 0x4000		/* sixteen more follow */
#define STAGE_SHIFT 12

/* Of its extended flags. */
#define LEFT_OUT 0x4000

/* What the whole file is like. */
struct form {
	unsigned version;
	bool disordered;		/* paths could not be found; half of a split index may be so */
	bool foreign;			/* it has an extension that nobody may ignore */
};

static uint32_t big_endian(const char *bytes, size_t n)
{
	uint32_t value = 0;

	while (n--)
		value = value << 8 | (unsigned char)*bytes++;
	return value;
}

/* git's numbers of any size: seven bits a byte, and no two ways to write one. */
static size_t take_number(struct reader *reader)
{
	const char *byte = reader_take(reader, 1);
	size_t value = byte ? (unsigned char)*byte & 0x7f : 0;

	while (byte && *byte & 0x80) {
		byte = reader_take(reader, 1);
		if (byte)
			value = ((value + 1) << 7) | ((unsigned char)*byte & 0x7f);
	}
	return value;
}

/* The second of two numbers. */
static size_t number_behind_blank(const char *at, const char *end)
{
	size_t value = 0;

	while (at < end && *at != ' ')
		at++;
	while (++at < end && *at >= '0' && *at <= '9')
		value = 10 * value + (size_t)(*at - '0');
	return value;
}

/*
 * Version 4 says how many bytes of the last path go, and what comes instead: without a limit, a small file
 * could hold paths of any size.
 */
static const char *take_rest_of_path(struct reader *reader, struct index *index, const char *last)
{
	size_t dropped = take_number(reader), kept = strlen(last);
	const char *rest = reader->failed ? NULL : reader_take_text(reader);

	if (!rest || dropped > kept || kept - dropped + strlen(rest) >= PATH_MAX) {
		reader->failed = true;
		return NULL;
	}
	kept -= dropped;
	return arena_printf(&index->paths, "%.*s%s", (int)kept, last, rest);
}

/* Versions 2 and 3 have the path itself, and fill up with NULs so that the next entry is aligned. */
static const char *take_path(struct reader *reader, const char *begin)
{
	const char *path = reader_take_text(reader);
	size_t length = path ? (size_t)(reader->at - 1 - begin) : 0;

	if (path)
		reader_take(reader, (length + 8) / 8 * 8 - (length + 1));
	return path;
}

static void take_entry(struct reader *reader, struct form *form, struct index *index,
		       struct index_entry *entry)
{
	const char *last = index->n ? index->entries[index->n - 1].path : "";
	const char *bytes = reader_take(reader, ENTRY_LENGTH), *more = NULL;
	uint32_t flags;

	if (!bytes)
		return;
	flags = big_endian(bytes + 60, 2);
	if (flags & EXTENDED)
		more = reader_take(reader, 2);
	if (reader->failed)
		return;
	*entry = (struct index_entry){
		.path = form->version == 4 ? take_rest_of_path(reader, index, last) :
					       take_path(reader, bytes),
		.id = (const unsigned char *)bytes + 40,
		.changed = { big_endian(bytes, 4), big_endian(bytes + 4, 4) },
		.modified = { big_endian(bytes + 8, 4), big_endian(bytes + 12, 4) },
		.mode = big_endian(bytes + 24, 4), .size = big_endian(bytes + 36, 4),
		.stage = flags >> STAGE_SHIFT & 3,
		.is_assumed = flags & ASSUMED,
		.is_left_out = more && big_endian(more, 2) & LEFT_OUT,
	};
	if (entry->path && (!*entry->path || strcmp(last, entry->path) > 0))
		form->disordered = true;
	index->has_conflicts = index->has_conflicts || entry->stage;
}

/*
 * A folder: its name, how many entries are below it (-1: its tree is not known any more), how many
 * folders are right below it, its tree if that is known; and those folders.
 */
static void take_folder(struct reader *reader, struct index *index, unsigned depth)
{
	struct index_folder folder = { .name = reader_take_text(reader) };
	const char *counts = reader->at, *newline;
	size_t place = index->folders.n;

	newline = reader->failed ? NULL : memchr(counts, '\n', (size_t)(reader->end - counts));
	if (!newline || depth > MAX_DEPTH) {
		reader->failed = true;
		return;
	}
	reader->at = newline + 1;
	folder.n_folders = number_behind_blank(counts, newline);
	if (*counts != '-')
		folder.tree = (const unsigned char *)reader_take(reader, ID_LENGTH);
	VEC_PUSH(&index->folders, folder);
	for (size_t i = 0; i < folder.n_folders && !reader->failed; i++)
		take_folder(reader, index, depth + 1);
	index->folders.items[place].next = index->folders.n;
}

/* Trees that cannot be read are none: they only save time. */
static void take_trees(struct index *index, const char *bytes, size_t length)
{
	struct reader reader = { .at = bytes, .end = bytes + length };

	take_folder(&reader, index, 0);
	if (reader.failed)
		index->folders.n = 0;
}

/* An extension that nobody may ignore begins with a small letter. */
static void take_extension(struct reader *reader, struct form *form, struct index *index)
{
	const char *head = reader_take(reader, 8);
	size_t length = head ? big_endian(head + 4, 4) : 0;
	const char *bytes = head ? reader_take(reader, length) : NULL;

	if (!bytes)
		return;
	if (!memcmp(head, "TREE", 4))
		take_trees(index, bytes, length);
	else if (*head < 'A' || *head > 'Z')
		form->foreign = true;
}

static int damaged(const char *path, struct err *err)
{
	return err_set(err, "%s: is damaged, or of a version that guptidy does not know; if git can "
		       "read it (git status), git update-index --index-version 4 writes it anew", path);
}

static int foreign(const char *path, struct err *err)
{
	err_set(err, "%s: has a form that guptidy does not know", path);
	return INDEX_FOREIGN;
}

static int parse(struct index *index, const char *path, struct err *err)
{
	/* At its end is the sum of all bytes, which git does not check either. */
	size_t length = index->file.length > ID_LENGTH ? index->file.length - ID_LENGTH : 0;
	struct reader reader = { .at = index->file.data, .end = index->file.data + length };
	const char *head = reader_take(&reader, HEAD_LENGTH);
	size_t n = head ? big_endian(head + 8, 4) : 0;
	struct form form = { .version = head ? big_endian(head + 4, 4) : 0 };

	if (head && !memcmp(head, "DIRC", 4) && form.version > 4)
		return foreign(path, err);
	if (!head || memcmp(head, "DIRC", 4) || form.version < 2 || n > length / ENTRY_LENGTH)
		return damaged(path, err);
	index->entries = mem_calloc(n, sizeof(*index->entries));
	while (index->n < n && !reader.failed) {
		take_entry(&reader, &form, index, &index->entries[index->n]);
		index->n++;
	}
	while (!reader.failed && reader.at < reader.end)
		take_extension(&reader, &form, index);
	if (form.foreign)
		return foreign(path, err);
	return reader.failed || form.disordered ? damaged(path, err) : 0;
}

int index_read(struct index *index, const char *path, struct err *err)
{
	*index = (struct index){0};
	if (!map_open(&index->file, path, err))
		return parse(index, path, err);
	if (errno != ENOENT)
		return -1;
	err_clear(err);
	return 0;
}

/* The first entry whose path is not before that one; .n if there is none. */
static size_t index_from(const struct index *index, const char *path)
{
	size_t i;

	LOWER_BOUND(i, index->n, strcmp(index->entries[i].path, path) < 0);
	return i;
}

const struct index_entry *index_find(const struct index *index, const char *path)
{
	size_t i = index_from(index, path);

	return i < index->n && !index->entries[i].stage && !strcmp(index->entries[i].path, path) ?
		&index->entries[i] : NULL;
}

bool index_has_prefix(const struct index *index, const char *prefix)
{
	size_t i = index_from(index, prefix);

	return i < index->n && !strncmp(index->entries[i].path, prefix, strlen(prefix));
}

void index_free(struct index *index)
{
	free(index->entries);
	free(index->folders.items);
	map_close(&index->file);
	arena_free(&index->paths);
	*index = (struct index){0};
}
