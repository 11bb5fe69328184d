// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the mmap lock on some of the ways to a call: dropped or taken right
 * before it, and in a loop that comes back without it, or with it. Each beside
 * a twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

struct cleat {
	unsigned long addr;
	int n;
	bool locked;
	struct page **pages;
};

bool cleat_ready(void);

/* --- right before the call --- */

long cleat_dropped(struct cleat *cleat, bool locked)
{
	long ret;

	if (locked)
		mmap_read_unlock(current->mm);
	/* expect: check lock-not-held */
	ret = get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
	if (locked)
		mmap_read_lock(current->mm);
	return ret;
}

long cleat_dropped_right(struct cleat *cleat, bool locked)
{
	long ret;

	if (!locked)
		mmap_read_lock(current->mm);
	/* expect: check nothing */
	ret = get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
	if (!locked)
		mmap_read_unlock(current->mm);
	return ret;
}

int cleat_taken(struct cleat *cleat, bool look)
{
	int ret;

	if (look)
		mmap_read_lock(current->mm);
	/* expect: check lock-held */
	ret = get_user_pages_fast(cleat->addr, cleat->n, 0, cleat->pages);
	if (look)
		mmap_read_unlock(current->mm);
	return ret;
}

/* Who drops it leaves. */
long cleat_leaves(struct cleat *cleat)
{
	if (!cleat_ready()) {
		mmap_read_unlock(current->mm);
		return -EIO;
	}
	/* expect: check nothing */
	return get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
}

/* A condition stands in between, which may hang on the first one. */
long cleat_in_between(struct cleat *cleat)
{
	int err = 0;
	long ret = 0;

	if (!cleat_ready()) {
		mmap_read_unlock(current->mm);
		err = -EIO;
	}
	if (!err) {
		/* expect: check nothing */
		ret = get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
	}
	return err ? err : ret;
}

/* The wrong way round: who waits in vain does not have it. */
long cleat_waited(struct cleat *cleat)
{
	long ret;

	if (mmap_read_lock_killable(current->mm)) {
		/* expect: check lock-not-held */
		ret = get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
		mmap_read_unlock(current->mm);
		return ret;
	}
	return -EINTR;
}

/* --- in a loop --- */

long cleat_rounds(struct cleat *cleat)
{
	long ret;

	mmap_read_lock(current->mm);
	do {
		/* expect: check lock-not-held */
		ret = get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
		mmap_read_unlock(current->mm);
	} while (ret == -EAGAIN);
	return ret;
}

long cleat_rounds_right(struct cleat *cleat)
{
	long ret;

	mmap_read_lock(current->mm);
	do {
		/* expect: check nothing */
		ret = get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
	} while (ret == -EAGAIN);
	mmap_read_unlock(current->mm);
	return ret;
}

/* No loop at all. */
long cleat_once(struct cleat *cleat)
{
	long ret;

	mmap_read_lock(current->mm);
	do {
		/* expect: check nothing */
		ret = get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
		mmap_read_unlock(current->mm);
	} while (0);
	return ret;
}

long cleat_again(struct cleat *cleat)
{
	long ret;

	mmap_read_lock(current->mm);
again:
	/* expect: check lock-not-held */
	ret = get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
	mmap_read_unlock(current->mm);
	if (ret == -EAGAIN)
		goto again;
	return ret;
}

/* Some come back with it. */
long cleat_mostly(struct cleat *cleat)
{
	long ret;

again:
	if (!cleat->locked)
		mmap_read_lock(current->mm);
	/* expect: check nothing */
	ret = get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
	if (!cleat->locked)
		mmap_read_unlock(current->mm);
	if (ret == -EAGAIN)
		goto again;
	return ret;
}

int cleat_held_again(struct cleat *cleat)
{
	int ret;

again:
	/* expect: check lock-held */
	ret = get_user_pages_fast(cleat->addr, cleat->n, 0, cleat->pages);
	mmap_read_lock(current->mm);
	if (!vma_lookup(current->mm, cleat->addr))
		goto again;
	mmap_read_unlock(current->mm);
	return ret;
}

int cleat_held_right(struct cleat *cleat)
{
	int ret;

again:
	/* expect: check nothing */
	ret = get_user_pages_fast(cleat->addr, cleat->n, 0, cleat->pages);
	mmap_read_lock(current->mm);
	if (!vma_lookup(current->mm, cleat->addr)) {
		mmap_read_unlock(current->mm);
		goto again;
	}
	mmap_read_unlock(current->mm);
	return ret;
}

/* --- not every way from there comes to the call --- */

long cleat_chosen(struct cleat *cleat, bool gone)
{
	bool locked = true;
	long ret;

	mmap_read_lock(current->mm);
	if (gone) {
		mmap_read_unlock(current->mm);
		locked = false;
	}
	/* expect: check nothing */
	ret = locked ? get_user_pages(cleat->addr, cleat->n, 0, cleat->pages) : -EAGAIN;
	if (locked)
		mmap_read_unlock(current->mm);
	return ret;
}

long cleat_bailed_out(struct cleat *cleat, bool gone)
{
	long ret;

	mmap_read_lock(current->mm);
	if (gone) {
		mmap_read_unlock(current->mm);
		CLEAT_BAIL_OUT(cleat);
	}
	/* expect: check nothing */
	ret = get_user_pages(cleat->addr, cleat->n, 0, cleat->pages);
	mmap_read_unlock(current->mm);
	return ret;
}

MODULE_LICENSE("GPL");
