/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * guptidy: the family's prototypes, each over several lines, and FOLL_*. Where
 * one sibling takes int write, the others take unsigned int gup_flags.
 */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm_types.h>
#include <linux/mm-arch-hooks.h>

struct task_struct;

#define VM_READ		0x00000001
#define VM_WRITE	0x00000002
#define VM_IO		0x00004000
#define VM_PFNMAP	0x00000400

#define page_to_virt(page)	((page)->virtual)

void put_page(struct page *page);
void get_page(struct page *page);
int set_page_dirty_lock(struct page *page);
unsigned long page_to_pfn(struct page *page);
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);
bool vma_is_fsdax(struct vm_area_struct *vma);

long get_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm,
			    unsigned long start, unsigned long nr_pages,
			    unsigned int gup_flags, struct page **pages,
			    struct vm_area_struct **vmas, int *locked);
long get_user_pages(unsigned long start, unsigned long nr_pages,
			    unsigned int gup_flags, struct page **pages,
			    struct vm_area_struct **vmas);
long get_user_pages_locked(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages, int *locked);
long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
		    struct page **pages, unsigned int gup_flags);

int get_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags,
			struct page **pages);

/* Never sleeps, so it may pin fewer pages, or none. */
int __get_user_pages_fast(unsigned long start, int nr_pages, int write,
			  struct page **pages);

#define FOLL_WRITE	0x01	/* the page must be writable */
#define FOLL_TOUCH	0x02	/* note the access in the page table */
#define FOLL_GET	0x04	/* take a reference */
#define FOLL_DUMP	0x08	/* no new page for a hole */
#define FOLL_FORCE	0x10	/* whatever the mapping permits */
#define FOLL_NOWAIT	0x20	/* start the I/O, do not wait for it */
#define FOLL_POPULATE	0x40	/* fault the page in */
#define FOLL_SPLIT	0x80	/* split a huge page first */
#define FOLL_HWPOISON	0x100	/* tell of a poisoned page */
#define FOLL_NUMA	0x200	/* take NUMA hinting faults */
#define FOLL_MIGRATION	0x400	/* wait for a migration */
#define FOLL_TRIED	0x800	/* second try */
#define FOLL_MLOCK	0x1000	/* lock the page */
#define FOLL_REMOTE	0x2000	/* of another task */
#define FOLL_COW	0x4000	/* the copy was made */
#define FOLL_ANON	0x8000	/* anonymous memory only */
#define FOLL_LONGTERM	0x10000	/* the pages are kept for long */

#endif /* _LINUX_MM_H */
