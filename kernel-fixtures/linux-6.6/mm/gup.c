// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the definitions of a later era, with kernel-doc; internal flags are
 * at home here, and none of the calls is wrong.
 */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/sched.h>

#include "internal.h"

static long __get_user_pages(struct mm_struct *mm, unsigned long start,
			     unsigned long nr_pages, unsigned int gup_flags,
			     struct page **pages, int *locked)
{
	struct vm_area_struct *vma = vma_lookup(mm, start);

	if (!vma || ((gup_flags & FOLL_WRITE) && !(vma->vm_flags & VM_WRITE)))
		return -EFAULT;
	if (locked && (gup_flags & FOLL_UNLOCKABLE) && signal_pending(current))
		*locked = 0;
	return nr_pages;
}

/**
 * get_user_pages_remote() - get pages of another mm
 * @mm:         whose pages
 * @start:      first address
 * @nr_pages:   how many pages
 * @gup_flags:  flags modifying lookup behaviour
 * @pages:      array for the pages
 * @locked:     NULL, or where to tell that the lock was dropped
 */
long get_user_pages_remote(struct mm_struct *mm,
		unsigned long start, unsigned long nr_pages,
		unsigned int gup_flags, struct page **pages, int *locked)
{
	/* expect: check nothing */
	return __get_user_pages(mm, start, nr_pages,
				gup_flags | FOLL_TOUCH | FOLL_REMOTE,
				pages, locked);
}
EXPORT_SYMBOL(get_user_pages_remote);

long pin_user_pages_remote(struct mm_struct *mm,
		unsigned long start, unsigned long nr_pages,
		unsigned int gup_flags, struct page **pages, int *locked)
{
	int local_locked = 1;

	gup_flags |= FOLL_PIN | FOLL_TOUCH | FOLL_REMOTE;
	/* expect: check nothing */
	return __get_user_pages(mm, start, nr_pages, gup_flags, pages,
				locked ? locked : &local_locked);
}
EXPORT_SYMBOL(pin_user_pages_remote);

long get_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages)
{
	int locked = 1;

	/* expect: check nothing */
	return __get_user_pages(current->mm, start, nr_pages,
				gup_flags | FOLL_TOUCH, pages, &locked);
}
EXPORT_SYMBOL(get_user_pages);

long pin_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages)
{
	int locked = 1;

	/* expect: check nothing */
	return __get_user_pages(current->mm, start, nr_pages,
				gup_flags | FOLL_PIN, pages, &locked);
}
EXPORT_SYMBOL(pin_user_pages);

long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
			     struct page **pages, unsigned int gup_flags)
{
	int locked = 0;

	/* expect: check nothing */
	return __get_user_pages(current->mm, start, nr_pages,
				gup_flags | FOLL_UNLOCKABLE, pages, &locked);
}
EXPORT_SYMBOL(get_user_pages_unlocked);

long pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
			     struct page **pages, unsigned int gup_flags)
{
	/* expect: check nothing */
	return get_user_pages_unlocked(start, nr_pages, pages,
				       gup_flags | FOLL_PIN);
}
EXPORT_SYMBOL(pin_user_pages_unlocked);

static int gup_fast_or_slow(unsigned long start, int nr_pages,
			    unsigned int gup_flags, struct page **pages)
{
	if (gup_flags & FOLL_FAST_ONLY)
		return 0;
	/* expect: check nothing */
	return get_user_pages_unlocked(start, nr_pages, pages,
				       gup_flags & ~FOLL_FAST_ONLY);
}

int get_user_pages_fast_only(unsigned long start, int nr_pages,
			     unsigned int gup_flags, struct page **pages)
{
	return gup_fast_or_slow(start, nr_pages,
				gup_flags | FOLL_GET | FOLL_FAST_ONLY, pages);
}
EXPORT_SYMBOL_GPL(get_user_pages_fast_only);

/**
 * get_user_pages_fast() - get pages of the current task
 * @start:      first address
 * @nr_pages:   how many pages
 * @gup_flags:  flags modifying pin behaviour
 * @pages:      array for the pages
 */
int get_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags, struct page **pages)
{
	return gup_fast_or_slow(start, nr_pages, gup_flags | FOLL_GET, pages);
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);

/**
 * pin_user_pages_fast() - pin pages of the current task
 * @start:      first address
 * @nr_pages:   how many pages
 * @gup_flags:  flags modifying pin behaviour
 * @pages:      array for the pages
 *
 * Release them by unpin_user_page(); otherwise like get_user_pages_fast().
 */
int pin_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags, struct page **pages)
{
	return gup_fast_or_slow(start, nr_pages, gup_flags | FOLL_PIN, pages);
}
EXPORT_SYMBOL_GPL(pin_user_pages_fast);

void unpin_user_page(struct page *page)
{
	put_page(page);
}
EXPORT_SYMBOL(unpin_user_page);

void unpin_user_pages(struct page **pages, unsigned long npages)
{
	while (npages)
		/* expect: check nothing */
		unpin_user_page(pages[--npages]);
}
EXPORT_SYMBOL(unpin_user_pages);
