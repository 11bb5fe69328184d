// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the mistake of 2018, both halves. A truth value stands where
 * get_user_pages_longterm() expects flags, and the mmap_sem is not held; its
 * neighbour, the branch for another mm, builds its flags and takes the lock as
 * it should. The conversion mends the first half.
 */
#include <linux/iommu.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

static int lectern_addr_to_pfn(struct mm_struct *mm, unsigned long vaddr,
			       int prot, unsigned long *pfn)
{
	struct vm_area_struct *vmas[1];
	struct page *page[1];
	unsigned int flags = 0;
	int ret;

	if (mm == current->mm) {
		/* expect: check lock-not-held */
		ret = get_user_pages(vaddr, 1,
				     (prot & IOMMU_WRITE ? FOLL_WRITE : 0) |
				     FOLL_LONGTERM,
				     page, vmas);
	} else {
		if (prot & IOMMU_WRITE)
			flags |= FOLL_WRITE;

		down_read(&mm->mmap_sem);
		/* expect: check nothing */
		ret = get_user_pages_remote(NULL, mm, vaddr, 1, flags, page,
					    vmas, NULL);
		if (ret > 0 && vma_is_fsdax(vmas[0])) {
			put_page(page[0]);
			ret = -EOPNOTSUPP;
		}
		up_read(&mm->mmap_sem);
	}
	if (ret != 1)
		return ret < 0 ? ret : -EFAULT;
	*pfn = page_to_pfn(page[0]);
	return 0;
}

int lectern_pin(struct mm_struct *mm, unsigned long vaddr, int prot)
{
	unsigned long pfn;

	return lectern_addr_to_pfn(mm, vaddr, prot, &pfn);
}

int lectern_pin_fast(unsigned long vaddr, int prot, struct page **page)
{
	/* expect: check nothing */
	return get_user_pages_fast(vaddr, 1,
				   prot & IOMMU_WRITE ? FOLL_WRITE : 0, page);
}

long lectern_pin_mask(unsigned long vaddr, int prot, struct page **page)
{
	/* expect: check nothing */
	return get_user_pages_unlocked(vaddr, 1, page,
				       prot & IOMMU_WRITE ? FOLL_WRITE : 0);
}
MODULE_LICENSE("GPL");
