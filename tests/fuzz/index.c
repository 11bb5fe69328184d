// SPDX-License-Identifier: GPL-2.0-only
/* git's index. */
#include "base/data/err.h"
#include "fuzz.h"
#include "kernel/git/index.h"

#include <string.h>

/* A good one is in order, each of its paths is found, and its folders are a tree. */
static void check(const struct index *index)
{
	for (size_t i = 0; i < index->n; i++) {
		const struct index_entry *entry = &index->entries[i];

		FUZZ_CHECK(*entry->path && entry->stage < 4);
		FUZZ_CHECK(!i || strcmp(entry[-1].path, entry->path) <= 0);
		FUZZ_CHECK(index_has_prefix(index, entry->path));
		if (!index->has_conflicts)
			FUZZ_CHECK(index_find(index, entry->path));
	}
	for (size_t i = 0; i < index->folders.n; i++) {
		FUZZ_CHECK(index->folders.items[i].next > i);
		FUZZ_CHECK(index->folders.items[i].next <= index->folders.n);
	}
}

void fuzz_one(const char *text, size_t length)
{
	const char *path = fuzz_file("index", text, length);
	struct err err = {0};
	struct index index;
	bool refused = index_read(&index, path, &err);

	FUZZ_CHECK(refused == (err.text != NULL));
	if (!refused)
		check(&index);
	index_free(&index);
	err_clear(&err);
}
