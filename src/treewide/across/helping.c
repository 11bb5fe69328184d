// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/across/helping.h"

#include "base/data/mem.h"
#include "kernel/scan/match.h"

#include <stdlib.h>
#include <string.h>

const struct symbol helping_names[] = {
	{ "mmap_read_lock", NULL }, { "mmap_read_unlock", NULL }, { "mmap_read_trylock", NULL },
	{ "mmap_read_lock_killable", NULL }, { "mmap_write_lock", NULL }, { "mmap_write_unlock", NULL },
	{ "mmap_write_lock_killable", NULL }, { "mmap_sem", NULL }, { "put_page", NULL },
	{ "release_pages", NULL },
};

const size_t helping_name_count = ARRAY_SIZE(helping_names);

void helping_search_open(struct helping_search *search)
{
	size_t n = helping_name_count + symbol_count;

	search->names = mem_calloc(n, sizeof(*search->names));
	memcpy(search->names, helping_names, sizeof(helping_names));
	memcpy(search->names + helping_name_count, symbols, symbol_count * sizeof(*symbols));
	search->matcher = matcher_new(search->names, n);
}

bool helping_search_finds(const struct helping_search *search, const char *text, size_t length)
{
	size_t at = 0;

	return matcher_next(search->matcher, text, length, &at);
}

void helping_search_close(struct helping_search *search)
{
	matcher_free(search->matcher);
	free(search->names);
	*search = (struct helping_search){0};
}

bool may_help(const char *text, size_t length)
{
	struct helping_search search;
	bool may;

	helping_search_open(&search);
	may = helping_search_finds(&search, text, length);
	helping_search_close(&search);
	return may;
}
