// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the mmap lock around one call that has a fast twin, and around one
 * that needs the lock for something else as well.
 */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

int one_call_account(struct mm_struct *mm, int n);

long one_call(unsigned long uaddr, int n, struct page **pages)
{
	long pinned;

	mmap_read_lock(current->mm);
	/* expect: check nothing */
	/* expect: advise could-be-fast */
	pinned = pin_user_pages(uaddr, n, 0, pages);
	mmap_read_unlock(current->mm);
	return pinned;
}

long one_call_account_too(unsigned long uaddr, int n, struct page **pages)
{
	long pinned;

	mmap_read_lock(current->mm);
	/* expect: check nothing */
	/* expect: advise nothing */
	pinned = pin_user_pages(uaddr, n, 0, pages);
	if (pinned > 0)
		one_call_account(current->mm, pinned);
	mmap_read_unlock(current->mm);
	return pinned;
}

/* A writer wants more than pages. */
long one_call_written(unsigned long uaddr, int n, struct page **pages)
{
	long pinned;

	if (mmap_write_lock_killable(current->mm))
		return -EFAULT;
	/* expect: check nothing */
	/* expect: advise nothing */
	pinned = pin_user_pages(uaddr, n, 0, pages);
	mmap_write_unlock(current->mm);
	return pinned;
}
