// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: get_user_pages_longterm() with a variable that holds flags and a
 * real vmas array; with a bool and with true; a mask that is 2, which for int
 * write means yes and as flags would mean something else.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>

#define SPOOL_READ	(1 << 0)
#define SPOOL_WRITE	(1 << 1)

struct spool {
	unsigned long address;
	struct page **page_list;
	struct vm_area_struct **vma_list;
	bool writable;
};

long spool_get(struct spool *sp, unsigned long npages)
{
	unsigned int gup_flags = FOLL_WRITE;
	long ret;

	if (!sp->writable)
		gup_flags |= FOLL_FORCE;
	down_read(&current->mm->mmap_sem);
	/* expect: check nothing */
	ret = get_user_pages_longterm(sp->address,
			min_t(unsigned long, npages,
			      PAGE_SIZE / sizeof(struct page *)),
			gup_flags, sp->page_list, sp->vma_list);
	if (ret < 0)
		/* expect: check bool-as-flags */
		ret = get_user_pages_longterm(sp->address, 1,
				sp->writable,
				sp->page_list, sp->vma_list);
	if (ret < 0)
		/* expect: check bool-as-flags */
		ret = get_user_pages_longterm(sp->address, 1, true,
				sp->page_list, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}

int spool_odp(struct spool *sp, u64 access_mask)
{
	/* expect: check nothing */
	return get_user_pages_fast(sp->address, 1, access_mask & SPOOL_WRITE,
				   sp->page_list);
}
