// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: __get_user_pages_fast() beside get_user_pages_fast(): the first
 * keeps int write, only the second is converted. Flags built step by step.
 */
#include <linux/mm.h>
#include <linux/module.h>

bool gild_fast(unsigned long addr, bool write_fault, bool *writable)
{
	struct page *page[1];

	/* expect: check pin-leak */
	if (__get_user_pages_fast(addr, 1, 1, page) == 1) {
		*writable = true;
		return true;
	}
	/* expect: check nothing */
	return __get_user_pages_fast(addr, 1, write_fault, page) == 1;
}

long gild_slow(unsigned long addr, bool *async, bool write_fault)
{
	unsigned int flags = FOLL_HWPOISON;
	struct page *page;
	long npages;

	if (write_fault)
		flags |= FOLL_WRITE;
	if (async)
		flags |= FOLL_NOWAIT;
	/* expect: check nothing */
	npages = get_user_pages_unlocked(addr, 1, &page, flags);
	if (npages != 1)
		return npages;

	put_page(page);
	/* expect: check pin-leak */
	npages = __get_user_pages_fast(addr, 1, !write_fault, &page);
	if (npages)
		return npages;
	/* expect: check nothing */
	return get_user_pages_fast(addr, 1,
				   write_fault ? FOLL_WRITE : 0, &page);
}
