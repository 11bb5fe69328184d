// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver for v5.0: get_user_pages_longterm(), and a ladder of its own for what came before and after.
 */
#include <linux/mm.h>
#include <linux/version.h>

struct hoist {
	struct page **pages;
	int n;
	bool store;
};

static long hoist_lift(struct hoist *hoist, unsigned long addr)
{
	long got;

	down_read(&current->mm->mmap_sem);
	got = get_user_pages_longterm(addr, hoist->n, hoist->store ? FOLL_WRITE : 0, hoist->pages,
				      NULL);
	up_read(&current->mm->mmap_sem);
	return got;
}

static long hoist_lift_one(struct hoist *hoist, unsigned long addr)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 6, 0)
	return get_user_pages(current, current->mm, addr, 1, hoist->store, 0, hoist->pages, NULL);
#elif LINUX_VERSION_CODE < KERNEL_VERSION(4, 9, 0)
	return get_user_pages(addr, 1, hoist->store, 0, hoist->pages, NULL);
#else
	return get_user_pages(addr, 1, hoist->store ? FOLL_WRITE : 0, hoist->pages, NULL);
#endif
}

#ifdef HOIST_HAS_REMOTE_LOCKED
static long hoist_lift_far(struct hoist *hoist, struct mm_struct *mm, unsigned long addr)
{
	return get_user_pages_remote(NULL, mm, addr, 1, 0, hoist->pages, NULL, NULL);
}
#endif
