// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a driver that also builds out of the tree. Each branch is written
 * for the kernels that its condition names; only the one for this tree can be
 * held against it, and that one is wrong. Nor is a comment in vain in another.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)
#define pin_user_pages_fast	get_user_pages_fast
#endif

long ladder_pin(unsigned long addr, bool store, struct page **pages)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	/* expect: check bool-as-flags */
	return pin_user_pages(addr, 1, store, pages);
#elif KERNEL_VERSION(4, 9, 0) <= LINUX_VERSION_CODE
	/* expect: check nothing */
	return get_user_pages(addr, 1, store ? FOLL_WRITE : 0, pages, NULL);
#else
	/* expect: comment nothing */
	/* expect: check nothing */
	/* guptidy: allow literal-flags - it was an int write then */
	return get_user_pages(current, current->mm, addr, 1, store, 0, pages,
			      NULL);
#endif
}

long ladder_probe(unsigned long addr, bool store, struct page **pages)
{
#if defined(LADDER_GUP_HAS_VMAS)
	/* expect: check nothing */
	return get_user_pages(addr, 1, store ? FOLL_WRITE : 0, pages, NULL);
#else
	/* expect: check nothing */
	return get_user_pages(addr, 1, store ? FOLL_WRITE : 0, pages);
#endif
}

int ladder_pin_fast(unsigned long addr, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
}
MODULE_LICENSE("GPL");
