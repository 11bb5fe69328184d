// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: arguments in the wrong order. get_user_pages_unlocked() has pages
 * before its flags, other than its siblings. A compiler that takes such
 * mistakes for errors does not build this file.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

long ferrule_bind(unsigned long addr, unsigned int flags, struct page **pages)
{
	/* expect: check stale-call */
	return get_user_pages_unlocked(addr, 1, flags, pages);
}

long ferrule_crimp(unsigned long addr, struct page **pages)
{
	int locked = 1;
	long ret;

	down_read(&current->mm->mmap_sem);
	/* expect: check stale-call */
	ret = get_user_pages_locked(addr, 1, pages, FOLL_WRITE, &locked);
	if (locked)
		up_read(&current->mm->mmap_sem);
	return ret;
}

int ferrule_fast(unsigned long addr, struct page **pages)
{
	/* expect: check stale-call */
	return get_user_pages_fast(addr, 1, 1, 0, pages);
}
MODULE_LICENSE("GPL");
