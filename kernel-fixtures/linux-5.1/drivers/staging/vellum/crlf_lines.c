// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: this file has CRLF line ends; a call on one line, one on several,
 * and one that has to be wrapped (with CRLF, too).
 */
#include <linux/mm.h>
#include <linux/module.h>

int vellum_scrape(unsigned long addr, bool store, struct page **pages)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1, store, pages);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_fast(addr,
				  1,
				  1,
				  pages);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	return get_user_pages_fast(addr + PAGE_SIZE, 1, store && ret, pages);
}

long vellum_keep(unsigned long addr, unsigned int flags, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_longterm(addr, 1, flags, pages, NULL);
}
MODULE_LICENSE("GPL");
