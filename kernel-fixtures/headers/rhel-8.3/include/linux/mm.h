/* SPDX-License-Identifier: GPL-2.0-only */
/* Red Hat's 8.3: it says v4.18, and has what came until v5.8. */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/mmap_lock.h>
#include <linux/page.h>
#include <linux/sched.h>

#define FOLL_WRITE	0x01
#define FOLL_FORCE	0x10
#define FOLL_LONGTERM	0x10000

long get_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
			   unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked);
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages, struct vm_area_struct **vmas);
long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			     unsigned int gup_flags);
int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags,
			struct page **pages);
int __get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages);
void put_user_pages(struct page **pages, unsigned long npages);
void put_user_pages_dirty_lock(struct page **pages, unsigned long npages, bool make_dirty);

static inline void put_user_page(struct page *page)
{
	put_page(page);
}

#endif
