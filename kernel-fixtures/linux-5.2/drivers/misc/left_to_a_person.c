// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: what no conversion mends, because a person has to say what was
 * meant: numbers that are no FOLL_WRITE, a mask that is another flag's number,
 * and FOLL_WRITE for __get_user_pages_fast(), which has int write to its end.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define PUMICE_STORE	(1 << 1)

long pumice_rub(unsigned long addr, struct page **pages)
{
	/* expect: check literal-flags */
	return get_user_pages(addr, 1, 0x10, pages, NULL);
}

long pumice_dust(unsigned long addr, unsigned int mode, struct page **pages)
{
	/* expect: check literal-flags */
	return get_user_pages_unlocked(addr, 1, pages, mode & PUMICE_STORE);
}

int pumice_glance(unsigned long addr, struct page **pages)
{
	/* expect: check flags-as-bool */
	return __get_user_pages_fast(addr, 1, FOLL_WRITE, pages);
}

int pumice_look(unsigned long addr, int store, struct page **pages)
{
	/* expect: check nothing */
	if (__get_user_pages_fast(addr, 1, 1, pages) == 1)
		return 1;
	/* expect: check nothing */
	return __get_user_pages_fast(addr, 1, !!store, pages);
}
MODULE_LICENSE("GPL");
