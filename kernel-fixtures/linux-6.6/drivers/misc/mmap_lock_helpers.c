// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: functions that take or drop the mmap lock for their caller, always or
 * as their result tells, and calls between them. Each beside a twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

struct turnstile {
	struct mm_struct *mm;
	int depth;
};

int turnstile_count(void);
struct vm_area_struct *vma_lookup(struct mm_struct *mm, unsigned long addr);

static void turnstile_lock(struct mm_struct *mm)
{
	mmap_read_lock(mm);
}

static void turnstile_unlock(struct mm_struct *mm)
{
	mmap_read_unlock(mm);
}

/* By way of a member, and of the two above. */
static void turnstile_enter(struct turnstile *t)
{
	t->depth++;
	turnstile_lock(t->mm);
}

static void turnstile_leave(struct turnstile *t)
{
	turnstile_unlock(t->mm);
	t->depth--;
}

static void turnstile_enter_current(void)
{
	mmap_read_lock(current->mm);
}

/* Locked if it returns 0, */
static int turnstile_wait(struct mm_struct *mm)
{
	if (mmap_read_lock_killable(mm))
		return -EINTR;
	return 0;
}

/* if it returns true, */
static bool turnstile_try(struct mm_struct *mm)
{
	return mmap_read_trylock(mm);
}

/* if it returns a pointer. */
static struct vm_area_struct *turnstile_find(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma)
		mmap_read_unlock(mm);
	return vma;
}

/* Locks on some ways, and no result tells. */
static void turnstile_perhaps(struct mm_struct *mm, bool busy)
{
	if (!busy)
		mmap_read_lock(mm);
}

/* Takes it, and drops it again. */
static int turnstile_peek(unsigned long addr)
{
	int found;

	mmap_read_lock(current->mm);
	found = vma_lookup(current->mm, addr) != NULL;
	mmap_read_unlock(current->mm);
	return found;
}

long turnstile_too_late(unsigned long addr, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int n;

	turnstile_lock(mm);
	n = turnstile_count();
	turnstile_unlock(mm);
	/* expect: check lock-not-held */
	return pin_user_pages(addr, n, FOLL_WRITE, pages);
}

long turnstile_too_late_right(unsigned long addr, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	turnstile_lock(mm);
	/* expect: check nothing */
	ret = pin_user_pages(addr, turnstile_count(), FOLL_WRITE, pages);
	turnstile_unlock(mm);
	return ret;
}

int turnstile_fast(unsigned long addr, struct page **pages)
{
	int ret;

	turnstile_enter_current();
	/* expect: check lock-held */
	ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
	turnstile_unlock(current->mm);
	return ret;
}

int turnstile_fast_right(unsigned long addr, struct page **pages)
{
	turnstile_enter_current();
	turnstile_unlock(current->mm);
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
}

/* Another mm's lock is no matter to the fast ones. */
int turnstile_other(struct turnstile *t, unsigned long addr, struct page **pages)
{
	int ret;

	turnstile_enter(t);
	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
	turnstile_leave(t);
	return ret;
}

long turnstile_remote(struct turnstile *t, unsigned long addr, struct page **pages)
{
	turnstile_enter(t);
	t->depth = turnstile_count();
	turnstile_leave(t);
	/* expect: check lock-not-held */
	return pin_user_pages_remote(t->mm, addr, 1, FOLL_WRITE, pages, NULL);
}

long turnstile_remote_right(struct turnstile *t, unsigned long addr, struct page **pages)
{
	long ret;

	turnstile_enter(t);
	/* expect: check nothing */
	ret = pin_user_pages_remote(t->mm, addr, 1, FOLL_WRITE, pages, NULL);
	turnstile_leave(t);
	return ret;
}

int turnstile_waited(unsigned long addr, struct page **pages)
{
	int ret = turnstile_wait(current->mm);

	if (ret)
		return ret;
	/* expect: check lock-held */
	ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
	turnstile_unlock(current->mm);
	return ret;
}

int turnstile_waited_right(unsigned long addr, struct page **pages)
{
	if (turnstile_wait(current->mm))
		/* expect: check nothing */
		return pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
	turnstile_unlock(current->mm);
	return 0;
}

int turnstile_tried(unsigned long addr, struct page **pages)
{
	int ret;

	if (!turnstile_try(current->mm))
		return -EAGAIN;
	/* expect: check lock-held */
	ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
	turnstile_unlock(current->mm);
	return ret;
}

int turnstile_tried_right(unsigned long addr, struct page **pages)
{
	if (!turnstile_try(current->mm))
		/* expect: check nothing */
		return pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
	turnstile_unlock(current->mm);
	return 0;
}

int turnstile_found(unsigned long addr, struct page **pages)
{
	int ret;

	if (!turnstile_find(current->mm, addr))
		return -EFAULT;
	/* expect: check lock-held */
	ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
	turnstile_unlock(current->mm);
	return ret;
}

long turnstile_found_right(unsigned long addr, struct page **pages)
{
	long ret;

	if (!turnstile_find(current->mm, addr))
		return -EFAULT;
	/* expect: check nothing */
	ret = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	turnstile_unlock(current->mm);
	return ret;
}

long turnstile_unclear(unsigned long addr, struct page **pages, bool busy)
{
	turnstile_perhaps(current->mm, busy);
	/* expect: check nothing */
	return pin_user_pages(addr, 1, FOLL_WRITE, pages);
}

/* Who calls what takes it himself has not got it. */
long turnstile_peeked(unsigned long addr, struct page **pages)
{
	if (!turnstile_peek(addr))
		return -EFAULT;
	/* expect: check lock-not-held */
	return pin_user_pages(addr, 1, FOLL_WRITE, pages);
}
MODULE_LICENSE("GPL");
