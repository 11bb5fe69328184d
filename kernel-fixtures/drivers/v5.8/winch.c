// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver for v5.8: the lock has its functions, tsk is still there; functions that went in v5.18 and v6.3.
 */
#include <linux/mm.h>

struct winch {
	struct task_struct *tsk;
	struct page **pages;
	int n;
};

static long winch_pull(struct winch *winch, struct mm_struct *mm, unsigned long addr)
{
	int locked = 1;
	long got;

	mmap_read_lock(mm);
	got = pin_user_pages_remote(winch->tsk, mm, addr, winch->n, FOLL_WRITE, winch->pages, NULL,
				    &locked);
	if (locked)
		mmap_read_unlock(mm);
	return got;
}

static long winch_pull_locked(struct winch *winch, unsigned long addr, int *locked)
{
	return get_user_pages_locked(addr, winch->n, 0, winch->pages, locked);
}

static int winch_pull_quick(struct winch *winch, unsigned long addr)
{
	return pin_user_pages_fast_only(addr, winch->n, FOLL_WRITE, winch->pages);
}

static int winch_touch(struct winch *winch, struct mm_struct *mm, unsigned long addr)
{
	bool unlocked = false;

	return fixup_user_fault(winch->tsk, mm, addr, FAULT_FLAG_WRITE, &unlocked);
}
