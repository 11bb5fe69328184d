/* SPDX-License-Identifier: GPL-2.0-only */
/* guptidy: the family's prototypes of a later era: no tsk, no vmas, pin_*. */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/err.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/mm_types.h>
#include <linux/mmap_lock.h>

#define VM_READ		0x00000001
#define VM_WRITE	0x00000002

void put_page(struct page *page);
void get_page(struct page *page);
unsigned long page_to_pfn(struct page *page);
struct vm_area_struct *vma_lookup(struct mm_struct *mm, unsigned long addr);

void unpin_user_page(struct page *page);
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long npages,
				 bool make_dirty);
void unpin_user_page_range_dirty_lock(struct page *page, unsigned long npages,
				      bool make_dirty);
void unpin_user_pages(struct page **pages, unsigned long npages);

long get_user_pages_remote(struct mm_struct *mm,
			   unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   int *locked);
long pin_user_pages_remote(struct mm_struct *mm,
			   unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   int *locked);

/* One page with its vma; the caller holds the mmap lock. */
static inline struct page *
get_user_page_vma_remote(struct mm_struct *mm, unsigned long addr,
			 int gup_flags, struct vm_area_struct **vmap)
{
	struct page *found = NULL;
	long err;

	*vmap = vma_lookup(mm, addr);
	if (!*vmap)
		return ERR_PTR(-EFAULT);
	/* expect: check nothing */
	err = get_user_pages_remote(mm, addr, 1, gup_flags, &found, NULL);
	return err == 1 ? found : ERR_PTR(err);
}

long get_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages);
long pin_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages);
long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
		    struct page **pages, unsigned int gup_flags);
long pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
		    struct page **pages, unsigned int gup_flags);

int get_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags, struct page **pages);
int pin_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags, struct page **pages);
int get_user_pages_fast_only(unsigned long start, int nr_pages,
			     unsigned int gup_flags, struct page **pages);

static inline bool get_user_page_fast_only(unsigned long addr,
			unsigned int gup_flags, struct page **pagep)
{
	/* expect: check nothing */
	return get_user_pages_fast_only(addr, 1, gup_flags, pagep) == 1;
}

struct page *get_dump_page(unsigned long addr);

#endif /* _LINUX_MM_H */
