// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a driver left behind: it calls get_user_pages_longterm(), gone in
 * 5.2, get_user_pages_locked(), gone in 5.18, and __get_user_pages_fast(), gone
 * in 5.8. No compiler builds this file.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

long relic_dig(unsigned long addr, int prot, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(current->mm);
	/* expect: check stale-call */
	ret = get_user_pages_longterm(addr, 1, FOLL_WRITE, pages, NULL);
	if (ret != 1)
		/* expect: check stale-call */
		ret = get_user_pages_locked(addr, 1, 0, pages, &locked);
	if (locked)
		mmap_read_unlock(current->mm);
	return ret;
}

int relic_sift(unsigned long addr, struct page **pages)
{
#ifdef CONFIG_RELIC_SIFT_ONE
	/* expect: check stale-call */
	if (__get_user_pages_fast(addr, 1, 1, pages) == 1)
		return 1;
#endif
	/* expect: check stale-call */
	return __get_user_pages_fast(addr, 1, 0, pages);
}
MODULE_LICENSE("GPL");
