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

/* --- the same text, and another mm by then --- */

struct hawser {
	struct mm_struct *mm;
	struct hawser *next;
};

#define hawser_for_each(h, first) for ((h) = (first); (h); (h) = (h)->next)

long hawser_each(struct hawser *first, struct hawser *h, unsigned long addr, struct page **pages)
{
	struct hawser *other;
	long ret;

	hawser_for_each(other, first)
		mmap_read_lock(other->mm);
	mmap_read_lock(h->mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(h->mm, addr, 4, 0, pages, NULL);
	mmap_read_unlock(h->mm);
	hawser_for_each(h, first)
		mmap_read_unlock(h->mm);
	return ret;
}

long hawser_swapped(struct mm_struct *mm, struct mm_struct *other, unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(other);
	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, NULL);
	mmap_read_unlock(mm);
	swap(mm, other);
	mmap_read_unlock(mm);
	return ret;
}

long hawser_swapped_member(struct hawser *h, unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(h->next->mm);
	mmap_read_lock(h->mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(h->mm, addr, 4, 0, pages, NULL);
	mmap_read_unlock(h->mm);
	swap(h->mm, h->next->mm);
	mmap_read_unlock(h->mm);
	return ret;
}

/* The name begins like memcpy(), and is the driver's own. */
void mem_hawser(struct mm_struct *mm);

long hawser_belayed(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, 0, pages, NULL);
	mmap_read_unlock(mm);
	mem_hawser(mm);
	mmap_read_unlock(mm);
	return ret;
}

/* Who does not wait drops nothing. */
long hawser_hasty(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 4, FOLL_NOWAIT, pages, &locked);
	mmap_read_unlock(mm);
	return ret;
}

MODULE_LICENSE("GPL");
