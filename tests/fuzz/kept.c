// SPDX-License-Identifier: GPL-2.0-only
/* A snapshot that was kept: what is read is written as it is read again. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "disk/private.h"

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

void fuzz_one(const char *text, size_t length)
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
