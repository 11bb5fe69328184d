// SPDX-License-Identifier: GPL-2.0-only
/*
 * A snapshot as a file: a line with the form's name and the key, one with the checksum of all that
 * follows, and folder after folder
 *
 *	path NUL, stamp, number of entries, and of each its type, its name NUL, and its stamp if
 *	SILENT is set in the type
 *
 * with numbers as this machine writes them, since the file never leaves it. The stamp of a folder that
 * is not settled is all zero, which is none: its names are not believed, what is said of them is.
 * A file that is not whole (the machine lost its power) must be seen as such: names are never empty,
 * and all of it must be used up.
 */
#include "base/data/buf.h"
#include "base/data/digest.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/reader.h"
#include "base/files/fd.h"
#include "base/files/keep.h"
#include "kernel/disk/private.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FORM "guptidy snapshot 2"
#define SILENT 0x80	/* beside a DT_ type, all of which are smaller */

/* What was read so far. */
struct kept {
	struct { struct snapshot_folder *items; size_t n, capacity; } folders;
	struct { struct snapshot_entry *items; size_t n, capacity; } entries;
};

static void take_stamp(struct reader *reader, struct file_stamp *stamp)
{
	const char *bytes = reader_take(reader, sizeof(*stamp));

	if (bytes)
		memcpy(stamp, bytes, sizeof(*stamp));
}

static void take_entry(struct reader *reader, struct snapshot_entry *entry)
{
	const char *type = reader_take(reader, 1);

	if (!type)
		return;
	entry->name = reader_take_text(reader);
	entry->type = (unsigned char)*type & ~SILENT;
	entry->is_silent = (unsigned char)*type & SILENT;
	if (!entry->name || !*entry->name)
		reader->failed = true;
	if (entry->is_silent)
		take_stamp(reader, &entry->stamp);
}

/* Appends the folder, and its entries: where those are is only known when no more are appended. */
static void take_folder(struct reader *reader, struct kept *kept)
{
	struct snapshot_folder folder = { .path = (char *)reader_take_text(reader) };
	const char *bytes;
	uint32_t n = 0;

	take_stamp(reader, &folder.stamp);
	bytes = reader_take(reader, sizeof(n));
	if (bytes)
		memcpy(&n, bytes, sizeof(n));
	folder.n = n;
	VEC_PUSH(&kept->folders, folder);
	for (uint32_t i = 0; i < n && !reader->failed; i++) {
		struct snapshot_entry entry = {0};

		take_entry(reader, &entry);
		VEC_PUSH(&kept->entries, entry);
	}
}

static bool take_head(struct reader *reader, const char *key)
{
	char *head = mem_printf(FORM " %s\n", key ? key : "");
	size_t length = strlen(head);
	const char *bytes = reader_take(reader, length);
	const char *kept = reader_take(reader, DIGEST_LENGTH + 1);
	bool same = bytes && kept && !memcmp(bytes, head, length);
	char sum[DIGEST_LENGTH + 1];

	free(head);
	if (!same)
		return false;
	keep_sum(key, reader->at, (size_t)(reader->end - reader->at), sum);
	return !memcmp(kept, sum, DIGEST_LENGTH) && kept[DIGEST_LENGTH] == '\n';
}

static bool take_all(struct reader *reader, const char *key, struct kept *kept)
{
	struct snapshot_entry *at;

	reader->failed = !take_head(reader, key);
	while (!reader->failed && reader->at < reader->end)
		take_folder(reader, kept);
	if (reader->failed)
		return false;
	at = kept->entries.items;
	for (size_t i = 0; at && i < kept->folders.n; i++) {
		kept->folders.items[i].entries = at;
		at += kept->folders.items[i].n;
	}
	return true;
}

void kept_read(struct snapshot *snapshot, const char *path, const char *key)
{
	struct kept kept = {0};
	struct err err = {0};
	struct reader reader;
	struct map file;

	*snapshot = (struct snapshot){0};
	if (map_open(&file, path, &err)) {
		err_clear(&err);
		return;
	}
	reader = (struct reader){ .at = file.data, .end = file.data + file.length };
	if (take_all(&reader, key, &kept)) {
		snapshot->folders = kept.folders.items;
		snapshot->n = kept.folders.n;
		snapshot->kept.file = file;
		snapshot->kept.entries = kept.entries.items;
	} else {
		free(kept.folders.items);
		free(kept.entries.items);
		map_close(&file);
	}
}

void kept_free(struct snapshot_kept *kept)
{
	map_close(&kept->file);
	free(kept->entries);
}

static void add_stamp(struct buf *text, const struct file_stamp *stamp)
{
	buf_add(text, stamp, sizeof(*stamp));
}

static void add_folder(struct buf *text, const struct snapshot *snapshot,
		       const struct snapshot_folder *folder)
{
	static const struct file_stamp none;
	uint32_t n = (uint32_t)folder->n;

	buf_add(text, folder->path, strlen(folder->path) + 1);
	add_stamp(text, folder->is_settled ? &folder->stamp : &none);
	buf_add(text, &n, sizeof(n));
	for (size_t i = 0; i < folder->n; i++) {
		const struct snapshot_entry *entry = &folder->entries[i];
		bool is_silent = entry->is_silent && stamp_is_settled(&entry->stamp, snapshot->begun);
		char type = (char)(entry->type | (is_silent ? SILENT : 0));

		buf_add(text, &type, 1);
		buf_add(text, entry->name, strlen(entry->name) + 1);
		if (is_silent)
			add_stamp(text, &entry->stamp);
	}
}

/* Through a file of this process and a rename; nobody waits for the disk. */
static void save(const struct buf *text, const char *path)
{
	char *own = mem_printf("%s.%ld", path, (long)getpid());
	int fd = open(own, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool failed = fd < 0 || fd_write(fd, text->data, text->length);

	if (fd >= 0 && close(fd))
		failed = true;
	if (fd >= 0 && (failed || rename(own, path)))
		unlink(own);
	free(own);
}

void kept_write(const struct snapshot *snapshot, const char *path, const char *key)
{
	struct buf text = {0};
	char sum[DIGEST_LENGTH + 1];
	size_t at, body;

	buf_printf(&text, FORM " %s\n", key ? key : "");
	at = text.length;
	body = at + DIGEST_LENGTH + 1;
	buf_printf(&text, "%*s\n", DIGEST_LENGTH, "");
	for (size_t i = 0; i < snapshot->n; i++)
		if (!snapshot->folders[i].error)
			add_folder(&text, snapshot, &snapshot->folders[i]);
	keep_sum(key, text.data + body, text.length - body, sum);
	memcpy(text.data + at, sum, DIGEST_LENGTH);
	save(&text, path);
	buf_free(&text);
}
