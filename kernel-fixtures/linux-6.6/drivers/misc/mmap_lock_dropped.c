// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: unlocks of the mmap lock that is not held any more: it was dropped
 * before, or a call may have dropped it and nobody looks. Each beside a twin
 * that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

int hawser_haul(long n);
void hawser_say(int locked);

/* --- nobody looks at what tells --- */

long hawser_unasked(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, &locked);
	/* expect: line lock-not-held */
	mmap_read_unlock(mm);
	return ret;
}

long hawser_asked(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, &locked);
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long hawser_asked_otherwise(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, &locked);
	hawser_say(locked);
	mmap_read_unlock(mm);
	return ret;
}

long hawser_taken_again(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, &locked);
	if (!locked)
		mmap_read_lock(mm);
	mmap_read_unlock(mm);
	return ret;
}

/* --- it was dropped before --- */

long hawser_again(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, NULL);
	mmap_read_unlock(mm);
	if (ret < 0)
		goto out;
	ret = hawser_haul(ret);
out:
	/* expect: line lock-not-held */
	mmap_read_unlock(mm);
	return ret;
}

long hawser_once(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, NULL);
	if (ret < 0)
		goto unlock;
	mmap_read_unlock(mm);
	return hawser_haul(ret);
unlock:
	mmap_read_unlock(mm);
	return ret;
}

/* On some ways alone: the condition may tell. */
long hawser_some_ways(struct mm_struct *mm, unsigned long addr, struct page **pages, int n)
{
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, NULL);
	if (ret == n)
		mmap_read_unlock(mm);
	if (hawser_haul(n))
		mmap_read_unlock(mm);
	return ret;
}

/* A function in between may have taken it. */
long hawser_hauled(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, NULL);
	mmap_read_unlock(mm);
	hawser_haul(ret);
	mmap_read_unlock(mm);
	return ret;
}

/* The same name, and another mm. */
long hawser_other(struct mm_struct *mm, struct mm_struct *other, unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(other);
	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, NULL);
	mmap_read_unlock(mm);
	mm = other;
	mmap_read_unlock(mm);
	return ret;
}

MODULE_LICENSE("GPL");
