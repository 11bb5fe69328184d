// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: functions that this kernel does not declare: one that is gone, and
 * two that come later. A compiler without implicit declarations does not build
 * this file.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

long burin_cut(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	/* expect: check stale-call */
	return __get_user_pages_unlocked(current, mm, addr, 1, pages,
					 FOLL_WRITE);
}

int burin_engrave(unsigned long addr, struct page **pages)
{
	int ret;

	/* expect: check stale-call */
	ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
	if (ret == 1)
		/* expect: check stale-call */
		unpin_user_page(pages[0]);
	return ret;
}
MODULE_LICENSE("GPL");
