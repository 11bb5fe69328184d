// SPDX-License-Identifier: GPL-2.0-only
/* A snapshot that was kept: what is read is written as it is read again. */
#include "base/data/buf.h"
#include "base/data/digest.h"
#include "base/data/err.h"
#include "base/files/keep.h"
#include "fuzz.h"
#include "kernel/disk/private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY "fuzz"

/* All that the entries point to is readable. */
static size_t count(const struct snapshot *snapshot)
{
	size_t n = 0;

	for (size_t i = 0; i < snapshot->n; i++) {
		n += strlen(snapshot->folders[i].path);
		for (size_t e = 0; e < snapshot->folders[i].n; e++) {
			FUZZ_CHECK(*snapshot->folders[i].entries[e].name);
			n += strlen(snapshot->folders[i].entries[e].name);
		}
	}
	return n;
}

static void release(struct snapshot *snapshot)
{
	free(snapshot->folders);
	kept_free(&snapshot->kept);
}

/* The form and a checksum that fits, so that the reader goes on to what they stand for. */
static void seal(const char *text, size_t length, struct buf *file)
{
	char sum[DIGEST_LENGTH + 1];

	keep_sum(KEY, text, length, sum);
	buf_printf(file, "guptidy snapshot 2 %s\n%s\n", KEY, sum);
	buf_add(file, text, length);
}

static void read_and_write(const char *text, size_t length)
{
	const char *path = fuzz_file("snapshot", text, length);
	struct snapshot snapshot, again;
	char other[600];

	kept_read(&snapshot, path, KEY);
	snprintf(other, sizeof(other), "%s-again", path);
	kept_write(&snapshot, other, KEY);
	kept_read(&again, other, KEY);
	FUZZ_CHECK(again.n == snapshot.n && count(&again) == count(&snapshot));
	remove(other);
	release(&again);
	release(&snapshot);
}

void fuzz_one(const char *text, size_t length)
{
	struct buf file = {0};

	read_and_write(text, length);
	seal(text, length, &file);
	read_and_write(file.data, file.length);
	buf_free(&file);
}
