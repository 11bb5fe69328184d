// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: nobody takes the mmap lock, and something else tells that it is free:
 * a copy from user space, a drop without a lock, the way that the kernel comes
 * in by. Each beside its twin, where that tells nothing.
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>

struct latch {
	struct work_struct work;
	struct mm_struct *mm;
	unsigned long addr;
	unsigned long n;
	struct page **pages;
};

struct latch_ops {
	long (*take)(struct latch *latch);
};

struct platform_driver {
	int (*probe)(struct latch *latch);
};

int latch_prepare(struct latch *latch);
int latch_begin(struct latch *latch);
void latch_end(struct latch *latch);
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);
int account_locked_vm(struct mm_struct *mm, unsigned long pages, bool inc);

/* --- what would fault, or take the lock, around the call --- */

long latch_copied_before(struct latch *latch, const void __user *from)
{
	if (copy_from_user(&latch->addr, from, sizeof(latch->addr)))
		return -EFAULT;
	if (latch_prepare(latch))
		return -EINVAL;
	/* expect: check lock-not-held */
	return pin_user_pages(latch->addr, 1, FOLL_WRITE, latch->pages);
}

/* On one way only. */
long latch_copied_or_not(struct latch *latch, const void __user *from)
{
	if (from && copy_from_user(&latch->addr, from, sizeof(latch->addr)))
		return -EFAULT;
	/* expect: check nothing */
	return pin_user_pages(latch->addr, 1, FOLL_WRITE, latch->pages);
}

/* It does not fault here. */
long latch_copied_quietly(struct latch *latch, const void __user *from)
{
	unsigned long left;

	pagefault_disable();
	left = copy_from_user(&latch->addr, from, sizeof(latch->addr));
	pagefault_enable();
	if (left)
		return -EFAULT;
	/* expect: check nothing */
	return pin_user_pages(latch->addr, 1, FOLL_WRITE, latch->pages);
}

/* A function that nobody sees, with a name that tells, may have taken it. */
long latch_begun(struct latch *latch, const void __user *from)
{
	long ret;

	if (copy_from_user(&latch->addr, from, sizeof(latch->addr)))
		return -EFAULT;
	latch_begin(latch);
	/* expect: check nothing */
	ret = pin_user_pages(latch->addr, 1, FOLL_WRITE, latch->pages);
	latch_end(latch);
	return ret;
}

long latch_copied_behind(struct latch *latch, void __user *to)
{
	/* expect: check lock-not-held */
	long ret = pin_user_pages(latch->addr, 1, FOLL_WRITE, latch->pages);

	if (copy_to_user(to, &ret, sizeof(ret)))
		return -EFAULT;
	return ret;
}

/* The copy hangs on something that the call does not hang on. */
long latch_copied_behind_or_not(struct latch *latch, void __user *to)
{
	/* expect: check nothing */
	long ret = pin_user_pages(latch->addr, 1, FOLL_WRITE, latch->pages);

	if (to) {
		if (copy_to_user(to, &ret, sizeof(ret)))
			return -EFAULT;
	}
	return ret;
}

long latch_accounted(struct latch *latch, struct mm_struct *mm)
{
	if (account_locked_vm(mm, latch->n, true))
		return -ENOMEM;
	/* expect: check lock-not-held */
	return pin_user_pages_remote(mm, latch->addr, latch->n, FOLL_WRITE,
				     latch->pages, NULL);
}

/* That was another mm's. */
long latch_accounted_other(struct latch *latch, struct mm_struct *mm)
{
	if (account_locked_vm(current->mm, latch->n, true))
		return -ENOMEM;
	/* expect: check nothing */
	return pin_user_pages_remote(mm, latch->addr, latch->n, FOLL_WRITE,
				     latch->pages, NULL);
}

/* One of two, as cmd says, however often the loop turns. */
long latch_either(struct latch *latch, unsigned int cmd)
{
	long ret = 0;

	while (latch->n--) {
		switch (cmd) {
		case 0:
			/* expect: check nothing */
			ret = pin_user_pages_fast(latch->addr, 1, 0, latch->pages);
			break;
		case 1:
			/* expect: check nothing */
			ret = pin_user_pages(latch->addr, 1, 0, latch->pages);
			break;
		}
		if (ret < 0)
			break;
		if (cmd)
			/* expect: check nothing */
			ret = get_user_pages(latch->addr, 1, 0, latch->pages);
		else
			/* expect: check nothing */
			ret = get_user_pages_fast(latch->addr, 1, 0, latch->pages);
	}
	return ret;
}

/* --- dropped, and never taken --- */

long latch_drop_alone(struct latch *latch)
{
	long ret = -ENOMEM;

	if (!latch->n)
		goto out;
	/* expect: check lock-not-held */
	ret = pin_user_pages(latch->addr, 1, FOLL_WRITE, latch->pages);
	mmap_read_unlock(current->mm);
out:
	return ret;
}

/* It drops its caller's lock, whichever way it goes. */
long latch_drop_callers(struct latch *latch)
{
	long ret = -ENOMEM;

	if (!latch->n)
		goto out;
	/* expect: check nothing */
	ret = pin_user_pages(latch->addr, 1, FOLL_WRITE, latch->pages);
out:
	mmap_read_unlock(current->mm);
	return ret;
}

/* Called with the mmap lock held, which is dropped unless there is nothing to do. */
long latch_drop_as_told(struct latch *latch)
{
	long ret;

	if (!latch->n)
		return 0;
	/* expect: check nothing */
	ret = pin_user_pages(latch->addr, 1, FOLL_WRITE, latch->pages);
	mmap_read_unlock(current->mm);
	return ret;
}

/* The second time round it is dropped. */
SYSCALL_DEFINE1(latch_again, unsigned long, addr)
{
	struct page *page;
	long ret;

again:
	/* expect: check lock-not-held */
	ret = pin_user_pages(addr, 1, FOLL_WRITE, &page);
	mmap_read_unlock(current->mm);
	if (ret == -EAGAIN)
		goto again;
	if (ret == 1)
		/* expect: check nothing */
		unpin_user_page(page);
	return ret;
}

/* Whatever wants the lock in a system call does not get it from a caller. */
SYSCALL_DEFINE1(latch_look, unsigned long, addr)
{
	if (!find_vma(current->mm, addr))
		return -EINVAL;
	/* expect: check lock-not-held */
	return get_user_pages(addr, 1, 0, NULL);
}

/* --- the ways in --- */

static void latch_work(struct work_struct *work)
{
	struct latch *latch = (struct latch *)work;

	/* expect: check lock-not-held */
	latch->n = pin_user_pages_remote(latch->mm, latch->addr, 1, 0,
					 latch->pages, NULL);
}

void latch_schedule(struct latch *latch)
{
	INIT_WORK(&latch->work, latch_work);
}

static int latch_probe(struct latch *latch)
{
	/* expect: check lock-not-held */
	return pin_user_pages(latch->addr, 1, 0, latch->pages) == 1 ? 0 : -EIO;
}

const struct platform_driver latch_driver = {
	.probe = latch_probe,
};

/* Who calls this one is anybody's guess. */
static long latch_take(struct latch *latch)
{
	/* expect: check nothing */
	return pin_user_pages(latch->addr, 1, 0, latch->pages);
}

const struct latch_ops latch_ops = {
	.take = latch_take,
};

/* --- and held all the same --- */

/* What wants it held does not drop it. */
int latch_looked_up(struct latch *latch)
{
	int ret = -EINVAL;

	mmap_read_lock(current->mm);
	if (find_vma(current->mm, latch->addr))
		/* expect: check lock-held */
		ret = get_user_pages_fast(latch->addr, 1, 0, latch->pages);
	mmap_read_unlock(current->mm);
	return ret;
}

/* Whichever way the #if cuts the block. */
int latch_cut(struct latch *latch)
{
	int ret = 0;

	mmap_read_lock(current->mm);
#ifdef CONFIG_LATCH_DEEP
	if (latch->n > 1) {
#else
	if (latch->n) {
#endif
		/* expect: check lock-held */
		ret = get_user_pages_fast(latch->addr, 1, 0, latch->pages);
	}
	mmap_read_unlock(current->mm);
	return ret;
}

/* On one of them it is held. */
int latch_cut_open(struct latch *latch)
{
	int ret = 0;

#ifdef CONFIG_LATCH_DEEP
	mmap_read_lock(current->mm);
	if (latch->n > 1) {
		mmap_read_unlock(current->mm);
#else
	mmap_read_lock(current->mm);
	if (latch->n) {
#endif
		/* expect: check nothing */
		ret = get_user_pages_fast(latch->addr, 1, 0, latch->pages);
	}
	return ret;
}

/* --- below its callers --- */

/* Its caller calls what takes the lock and drops it again before. */
static void latch_count(unsigned long n)
{
	mmap_read_lock(current->mm);
	current->mm->pinned_vm += n;
	mmap_read_unlock(current->mm);
}

static long latch_deep(struct latch *latch)
{
	/* expect: check lock-not-held */
	return pin_user_pages(latch->addr, 1, 0, latch->pages);
}

/* This one takes it, and comes back with it. */
static void latch_hold(unsigned long n)
{
	mmap_read_lock(current->mm);
	current->mm->pinned_vm += n;
}

static long latch_held(struct latch *latch)
{
	/* expect: check nothing */
	return pin_user_pages(latch->addr, 1, 0, latch->pages);
}

static long latch_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct latch latch = { .addr = arg };

	latch_count(1);
	if (cmd)
		return latch_deep(&latch);
	latch_hold(1);
	return latch_held(&latch);
}

const struct file_operations latch_fops = {
	.unlocked_ioctl = latch_ioctl,
};
