// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: guards that hold the mmap lock up to the end of their scope. Each
 * beside a twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

struct hasp {
	struct mm_struct *mm;
	unsigned long addr;
	struct page **pages;
};

int hasp_ready(struct hasp *hasp);

long hasp_guarded(struct hasp *hasp)
{
	guard(mmap_read_lock)(current->mm);
	/* expect: check nothing */
	return pin_user_pages(hasp->addr, 1, FOLL_WRITE, hasp->pages);
}

int hasp_guarded_fast(struct hasp *hasp)
{
	guard(mmap_read_lock)(current->mm);
	/* expect: check lock-held */
	return pin_user_pages_fast(hasp->addr, 1, FOLL_WRITE, hasp->pages);
}

int hasp_guarded_sem_fast(struct hasp *hasp)
{
	guard(rwsem_write)(&current->mm->mmap_lock);
	/* expect: check lock-held */
	return pin_user_pages_fast(hasp->addr, 1, FOLL_WRITE, hasp->pages);
}

/* Another lock. */
int hasp_other_guard(struct hasp *hasp, struct mutex *lock)
{
	guard(mutex)(lock);
	/* expect: check nothing */
	return pin_user_pages_fast(hasp->addr, 1, FOLL_WRITE, hasp->pages);
}

/* The block of the guard ends in front of the call. */
int hasp_block(struct hasp *hasp)
{
	{
		guard(mmap_read_lock)(current->mm);
		if (!vma_lookup(current->mm, hasp->addr))
			return -EFAULT;
	}
	/* expect: check nothing */
	return pin_user_pages_fast(hasp->addr, 1, FOLL_WRITE, hasp->pages);
}

long hasp_block_slow(struct hasp *hasp)
{
	{
		guard(mmap_read_lock)(current->mm);
		if (!vma_lookup(current->mm, hasp->addr))
			return -EFAULT;
	}
	/* expect: check lock-not-held */
	return pin_user_pages(hasp->addr, 1, FOLL_WRITE, hasp->pages);
}

long hasp_scoped(struct hasp *hasp)
{
	long ret;

	scoped_guard(mmap_read_lock, hasp->mm) {
		if (!vma_lookup(hasp->mm, hasp->addr))
			return -EFAULT;
		/* expect: check nothing */
		ret = pin_user_pages_remote(hasp->mm, hasp->addr, 1, 0,
					    hasp->pages, NULL);
	}
	return ret;
}

/* The guard's body is run once: behind it the lock is free. */
long hasp_scoped_before(struct hasp *hasp)
{
	scoped_guard(mmap_read_lock, hasp->mm) {
		if (!vma_lookup(hasp->mm, hasp->addr))
			return -EFAULT;
	}
	/* expect: check lock-not-held */
	return pin_user_pages_remote(hasp->mm, hasp->addr, 1, 0, hasp->pages,
				     NULL);
}

int hasp_scoped_fast(struct hasp *hasp)
{
	int ret;

	scoped_guard(mmap_write_lock, current->mm)
		/* expect: check lock-held */
		ret = get_user_pages_fast(hasp->addr, 1, 0, hasp->pages);
	return ret;
}

/* It leaves its scope each time round. */
int hasp_each(struct hasp *hasp, int n)
{
	int i, ret = 0;

	for (i = 0; i < n; i++) {
		/* expect: check nothing */
		ret = get_user_pages_fast(hasp->addr, 1, 0, hasp->pages);
		if (ret < 0)
			break;
		guard(mmap_read_lock)(current->mm);
		if (!vma_lookup(current->mm, hasp->addr))
			continue;
	}
	return ret;
}

/* A helper that guards gives the lock back. */
static int hasp_look(struct hasp *hasp)
{
	guard(mmap_read_lock)(current->mm);
	return vma_lookup(current->mm, hasp->addr) ? 0 : -EFAULT;
}

long hasp_looked(struct hasp *hasp)
{
	if (hasp_look(hasp))
		return -EFAULT;
	/* expect: check lock-not-held */
	return pin_user_pages(hasp->addr, 1, FOLL_WRITE, hasp->pages);
}

int hasp_looked_fast(struct hasp *hasp)
{
	if (hasp_look(hasp))
		return -EFAULT;
	/* expect: check nothing */
	return pin_user_pages_fast(hasp->addr, 1, FOLL_WRITE, hasp->pages);
}

MODULE_LICENSE("GPL");
