// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/across/may_help.h"

#include "base/data/mem.h"

const struct symbol helper_names[] = {
	{ "mmap_read_lock", NULL }, { "mmap_read_unlock", NULL }, { "mmap_read_trylock", NULL },
	{ "mmap_read_lock_killable", NULL }, { "mmap_write_lock", NULL }, { "mmap_write_unlock", NULL },
	{ "mmap_write_lock_killable", NULL }, { "mmap_sem", NULL }, { "put_page", NULL },
	{ "release_pages", NULL },
};

const size_t helper_name_count = ARRAY_SIZE(helper_names);

bool text_may_help(const char *text, size_t length)
{
	struct scanned_file file;
	bool may = scan_text_has(text, length, helper_names, helper_name_count);

	if (!may) {
		may = scan_text("", text, length, &file) || file.n_mentions;
		scanned_file_free(&file);
	}
	return may;
}
