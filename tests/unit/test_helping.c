// SPDX-License-Identifier: GPL-2.0-only
/* Which texts have functions that may help: one search for many texts, and one for each. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/mem.h"
#include "treewide/across/helping.h"

#include <string.h>

static void locks_releases_and_the_family_help(void **state)
{
	static const struct {
		const char *text;
		bool may;
	} rows[] = {
		{ "static inline void done(struct page *p) { put_page(p); }", true },
		{ "", false },
		{ "down_read(&mm->mmap_sem);", true },
		{ "int my_put_page(struct page *p);", false },
		{ "release_pages_later(pages, n);", false },
		{ "/* as get_user_pages() */", true },
		{ "iov_iter_get_pages_alloc(i, &pages, n, &start);", true },
		{ "get_user_pagesx();", false },
		{ "mmap_read_lock(mm)", true },
	};
	struct helping_search search;

	(void)state;
	helping_search_open(&search);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *text = rows[i].text;

		if (helping_search_finds(&search, text, strlen(text)) != rows[i].may ||
		    may_help(text, strlen(text)) != rows[i].may)
			fail_msg("%s", text);
	}
	helping_search_close(&search);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(locks_releases_and_the_family_help),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
