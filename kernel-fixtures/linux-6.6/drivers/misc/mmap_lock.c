// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the mmap lock around the call, or not, each beside its twin that is
 * right: held around what takes it itself, dropped too early, taken too late,
 * taken in the other branch, and never taken below a handler.
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

int padlock_prepare(unsigned long uaddr);

/* --- a fast call --- */

int padlock_fast(unsigned long uaddr, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	/* expect: check lock-held */
	ret = pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

int padlock_fast_right(unsigned long uaddr, struct page **pages)
{
	mmap_read_lock(current->mm);
	mmap_read_unlock(current->mm);
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
}

int padlock_fast_by_name(unsigned long uaddr, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int ret = -EINTR;

	if (mmap_write_lock_killable(mm))
		return ret;
	/* expect: check lock-held */
	ret = get_user_pages_unlocked(uaddr, 1, pages, FOLL_WRITE);
	mmap_write_unlock(mm);
	return ret;
}

/* Another mm's lock is another lock. */
int padlock_fast_other(struct mm_struct *mm, unsigned long uaddr,
		       struct page **pages)
{
	int ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(mm);
	return ret;
}

/* The lock and the call are on different ways. */
int padlock_fast_correlated(unsigned long uaddr, struct page **pages, bool fast)
{
	int ret;

	if (!fast)
		mmap_read_lock(current->mm);
	if (fast) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
	} else {
		/* expect: check nothing */
		ret = pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
	}
	if (!fast)
		mmap_read_unlock(current->mm);
	return ret;
}

/* Its twin: both on one way. */
int padlock_fast_swapped(unsigned long uaddr, struct page **pages, bool fast)
{
	int ret = 0;

	if (fast)
		mmap_read_lock(current->mm);
	if (fast) {
		/* expect: check lock-held */
		ret = pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
	}
	if (fast)
		mmap_read_unlock(current->mm);
	return ret;
}

int padlock_trylock(unsigned long uaddr, struct page **pages)
{
	int ret = 0;

	if (!mmap_read_trylock(current->mm)) {
		/* expect: check nothing */
		return pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
	}
	/* expect: check lock-held */
	ret = pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

/* Who else drops it: a function of this file, and one that nobody sees. */
static void padlock_leave(void)
{
	mmap_read_unlock(current->mm);
}

int padlock_dropped_by_callee(unsigned long uaddr, struct page **pages)
{
	mmap_read_lock(current->mm);
	padlock_leave();
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
}

int padlock_dropped_elsewhere(unsigned long uaddr, struct page **pages)
{
	mmap_read_lock(current->mm);
	padlock_prepare(uaddr);
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
}

/* --- a call that needs it --- */

long padlock_dropped(unsigned long uaddr, struct page **pages)
{
	mmap_read_lock(current->mm);
	mmap_read_unlock(current->mm);
	/* expect: check lock-not-held */
	return pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
}

/* The label jumps back over the lock. */
long padlock_retry_right(unsigned long uaddr, struct page **pages)
{
	long ret;

again:
	mmap_read_lock(current->mm);
	/* expect: check nothing */
	ret = pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	if (ret == -EAGAIN)
		goto again;
	return ret;
}

long padlock_retry(unsigned long uaddr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	mmap_read_unlock(current->mm);
again:
	/* expect: check lock-not-held */
	ret = pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
	if (ret == -EAGAIN)
		goto again;
	return ret;
}

long padlock_late(unsigned long uaddr, struct page **pages)
{
	long ret;

	/* expect: check lock-not-held */
	ret = pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
	if (ret > 0)
		return ret;
	mmap_read_lock(current->mm);
	/* expect: check nothing */
	ret = pin_user_pages(uaddr, 1, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

/* Its caller holds the lock: it is dropped behind the call, and taken again. */
long padlock_held_at_entry(unsigned long uaddr, struct page **pages)
{
	long ret;

	/* expect: check nothing */
	ret = pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
	if (ret > 0)
		return ret;
	mmap_read_unlock(current->mm);
	padlock_prepare(uaddr);
	mmap_read_lock(current->mm);
	return ret;
}

/* Whoever passes true holds it. */
long padlock_by_parameter(unsigned long uaddr, struct page **pages, bool held)
{
	long ret;

	/* expect: check nothing */
	ret = pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
	if (!held) {
		mmap_read_lock(current->mm);
		mmap_read_unlock(current->mm);
	}
	return ret;
}

/* The change of 2018, with the names of today. */
long padlock_sibling(struct mm_struct *mm, unsigned long uaddr,
		     struct page **pages)
{
	long ret;

	if (mm == current->mm) {
		/* expect: check lock-not-held */
		ret = pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
	} else {
		mmap_read_lock(mm);
		/* expect: check nothing */
		ret = pin_user_pages_remote(mm, uaddr, 1, FOLL_WRITE, pages,
					    NULL);
		mmap_read_unlock(mm);
	}
	return ret;
}

long padlock_sibling_right(struct mm_struct *mm, unsigned long uaddr,
			   struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	if (mm == current->mm) {
		/* expect: check nothing */
		ret = pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
	} else {
		/* expect: check nothing */
		ret = pin_user_pages_remote(mm, uaddr, 1, FOLL_WRITE, pages,
					    NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}

long padlock_remote(struct mm_struct *mm, unsigned long uaddr,
		    struct page **pages, int *locked)
{
	mmap_read_lock(mm);
	mmap_read_unlock(mm);
	/* expect: check nothing */
	if (pin_user_pages_remote(mm, uaddr, 1, 0, pages, locked) > 0)
		return 1;
	/* expect: check nothing */
	return pin_user_pages_remote(mm, uaddr, 1, 0, pages, NULL);
}

/* --- handlers --- */

static long padlock_all(unsigned long uaddr, struct page **pages)
{
	/* expect: check lock-not-held */
	return pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
}

static long padlock_ioctl(struct file *file, unsigned int cmd,
			  unsigned long arg)
{
	struct page *pages[1];

	if (cmd == 1) {
		/* expect: check lock-not-held */
		return pin_user_pages(arg, 1, FOLL_WRITE, pages);
	}
	if (cmd == 2 && padlock_prepare(arg)) {
		/* expect: check nothing */
		return pin_user_pages(arg, 1, FOLL_WRITE, pages);
	}
	return -EINVAL;
}

static ssize_t padlock_write(struct file *file, const char *buf, size_t n,
			     loff_t *pos)
{
	struct page *pages[1];

	return padlock_all((unsigned long)buf, pages);
}

static const struct file_operations padlock_fops = {
	.unlocked_ioctl = padlock_ioctl,
	.write = padlock_write,
};

/* Called from a handler, and from who knows where. */
static long padlock_some(unsigned long uaddr, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
}

long padlock_exported(unsigned long uaddr, struct page **pages)
{
	return padlock_some(uaddr, pages);
}

/* The caller holds the mmap lock. */
static long padlock_documented(unsigned long uaddr, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages(uaddr, 1, FOLL_WRITE, pages);
}

static ssize_t padlock_read(struct file *file, char *buf, size_t n,
			    loff_t *pos)
{
	struct page *pages[1];

	return padlock_documented((unsigned long)buf, pages);
}

static const struct file_operations padlock_read_fops = {
	.read = padlock_read,
};
MODULE_LICENSE("GPL");
