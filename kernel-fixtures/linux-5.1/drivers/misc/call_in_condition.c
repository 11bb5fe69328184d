// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: calls in conditions: 1 != f(...), f(...) < 1, an assignment in the
 * condition, while, a ternary, and returned at once.
 */
#include <linux/compiler.h>
#include <linux/mm.h>
#include <linux/module.h>

int vignette_frame(unsigned long addr, bool store, struct page **pages)
{
	int ret;

	/* expect: check nothing */
	if (1 != get_user_pages_fast(addr, 1, store, pages))
		return -EFAULT;
	/* expect: check pin-leak */
	if (unlikely(get_user_pages_fast(addr, 1, 1, pages + 1) < 1))
		goto out;
	/* expect: check nothing */
	if ((ret = get_user_pages_fast(addr, 1, 0, pages + 2)) < 0)
		goto out;
	return 0;
out:
	put_page(pages[0]);
	return -EFAULT;
}

int vignette_fade(unsigned long addr, int nr, struct page **pages)
{
	/* expect: check nothing */
	while (get_user_pages_fast(addr, nr, 1, pages) == -EAGAIN)
		addr += PAGE_SIZE;
	/* expect: check nothing */
	return nr ? get_user_pages_fast(addr, nr, 1, pages) : 0;
}
MODULE_LICENSE("GPL");
