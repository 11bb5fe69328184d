// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: calls that the last conversions forgot because no configuration
 * builds them: get_user_pages() with the eight arguments of long ago, and with
 * write and force where there is one argument for flags.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

long sepia_tone(unsigned long addr, struct page **pages, bool store)
{
	long got;

	down_read(&current->mm->mmap_sem);
#ifdef CONFIG_SEPIA_OLD
	/* expect: check stale-call */
	got = get_user_pages(current, current->mm, addr, 1, store, 0, pages,
			     NULL);
#elif defined(CONFIG_SEPIA_FORCE)
	/* expect: check stale-call */
	got = get_user_pages(addr, 1, store, 1, pages, NULL);
#else
	/* expect: check nothing */
	got = get_user_pages(addr, 1, store ? FOLL_WRITE : 0, pages, NULL);
#endif
	up_read(&current->mm->mmap_sem);
	return got;
}
MODULE_LICENSE("GPL");
