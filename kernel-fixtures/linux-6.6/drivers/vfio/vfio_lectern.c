// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the mistake of 2018, made again with pin_user_pages(): a truth value
 * as flags, also or'ed to a flag; and without the !!, where the mask's number
 * is another flag's.
 */
#include <linux/iommu.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

long lectern_pin(struct mm_struct *mm, unsigned long vaddr, int prot,
		 struct page **pages)
{
	unsigned int flags = 0;
	long ret;

	mmap_read_lock(mm);
	if (mm == current->mm) {
		/* expect: check bool-as-flags */
		ret = pin_user_pages(vaddr, 1, !!(prot & IOMMU_WRITE), pages);
	} else {
		if (prot & IOMMU_WRITE)
			flags |= FOLL_WRITE;
		/* expect: check nothing */
		ret = pin_user_pages_remote(mm, vaddr, 1, flags | FOLL_LONGTERM,
					    pages, NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}

int lectern_pin_kept(unsigned long vaddr, int prot, struct page **pages)
{
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(vaddr, 1,
				   !!(prot & IOMMU_WRITE) | FOLL_LONGTERM,
				   pages);
}

int lectern_pin_mask(unsigned long vaddr, int prot, struct page **pages)
{
	int ret;

	/* expect: check literal-flags */
	ret = pin_user_pages_fast(vaddr, 1, prot & IOMMU_WRITE, pages);
	if (ret == 1)
		return ret;
	/* expect: check literal-flags */
	ret = pin_user_pages_fast(vaddr, 1,
				  (prot & IOMMU_WRITE) | FOLL_LONGTERM, pages);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	return pin_user_pages_fast(vaddr, 1,
				   prot & IOMMU_WRITE ? FOLL_WRITE : 0, pages);
}
MODULE_LICENSE("GPL");
