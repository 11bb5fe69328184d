// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: vmas (and tsk) given to functions that have lost them, and arguments
 * in each other's place. No compiler builds this file.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

long vellum_scrape(unsigned long addr, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret;

	mmap_read_lock(current->mm);
	/* expect: check stale-call */
	ret = pin_user_pages(addr, 1, FOLL_WRITE, pages, NULL);
	if (ret != 1)
		/* expect: check stale-call */
		ret = get_user_pages(addr, 1, FOLL_WRITE, pages, &vma);
	mmap_read_unlock(current->mm);
	return ret;
}

long vellum_stretch(struct mm_struct *mm, unsigned long addr,
		    struct page **pages)
{
	int locked = 1;
	long ret;

	/* expect: check stale-call */
	ret = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL,
				    &locked);
	if (ret != 1)
		/* expect: check stale-call */
		ret = pin_user_pages_remote(current, mm, addr, 1, 0, pages,
					    NULL, NULL);
	return ret;
}

long vellum_swap(unsigned long addr, struct page **pages)
{
	/* expect: check stale-call */
	return pin_user_pages_unlocked(addr, 1, FOLL_WRITE, pages);
}

int vellum_count(unsigned long addr, int nr, bool longterm, struct page **pages)
{
	unsigned int flags = FOLL_WRITE;

	if (longterm)
		flags |= FOLL_LONGTERM;
	/* Integers both, so it compiles. */
	/* expect: check stale-call */
	return pin_user_pages_fast(addr, flags, nr, pages);
}

/* No flags where the number belongs: nobody asks for no page. */
int vellum_none(unsigned long addr, int nr, struct page **pages)
{
	/* expect: check stale-call */
	return pin_user_pages_fast(addr, 0, nr, pages);
}

/* A number that may be 0 is one all the same. */
int vellum_perhaps(unsigned long addr, bool any, struct page **pages)
{
	int nr = any ? 1 : 0;

	/* expect: check nothing */
	return pin_user_pages_fast(addr, nr, 0, pages);
}

/* v4.9 took tsk in front of mm, v6.4 locked behind vmas: which of both is meant, nobody can tell. */
struct vellum;

long vellum_either(struct vellum *vellum)
{
	/* expect: check stale-call */
	return get_user_pages_remote(vellum->a, vellum->b, vellum->c, vellum->d,
				     vellum->e, NULL, NULL);
}

/* No page is wanted: that NULL is none for vmas. */
long vellum_touch(struct mm_struct *mm, unsigned long addr)
{
	/* expect: check stale-call */
	return get_user_pages_remote(current, mm, addr, 1, FOLL_WRITE, NULL,
				     NULL, NULL);
}
MODULE_LICENSE("GPL");
