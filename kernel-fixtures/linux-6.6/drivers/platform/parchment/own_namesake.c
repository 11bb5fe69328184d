// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a namesake: the driver's own static get_user_pages_locked(), a name
 * that the kernel has given up, with five parameters of its own.
 */
#include <linux/mm.h>
#include <linux/module.h>

static int get_user_pages_locked(unsigned long first, unsigned long last,
				 bool is_write, struct page **pages,
				 unsigned int *last_size)
{
	int want = (last - first) / PAGE_SIZE + 1;
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(first, want, is_write ? FOLL_WRITE : 0,
				  pages);
	if (got < want)
		*last_size = PAGE_SIZE;
	return got;
}

int parchment_roll(unsigned long addr, unsigned long end, struct page **pages)
{
	unsigned int last_size = end & ~PAGE_MASK;
	int got;

	/* expect: check nothing */
	got = get_user_pages_locked(addr, end, true, pages, &last_size);
	if (got > 0)
		/* expect: check nothing */
		unpin_user_pages_dirty_lock(pages, got, true);
	return last_size;
}
MODULE_LICENSE("GPL");
