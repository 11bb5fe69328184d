// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the family without an MMU: copies of the same prototypes, laid out
 * in another way.
 */
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/sched.h>

static long __get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		      unsigned long start, unsigned long nr_pages,
		      unsigned int foll_flags, struct page **pages,
		      struct vm_area_struct **vmas, int *nonblocking)
{
	struct vm_area_struct *vma = find_vma(mm, start);
	unsigned long needed = 0;

	if (foll_flags & FOLL_WRITE)
		needed |= VM_WRITE;
	if (!vma || (vma->vm_flags & needed) != needed)
		return -EFAULT;
	if (vmas)
		vmas[0] = vma;
	return nr_pages;
}

long get_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages,
		    struct vm_area_struct **vmas)
{
	/* expect: check nothing */
	return __get_user_pages(current, current->mm, start, nr_pages,
				gup_flags, pages, vmas, NULL);
}
EXPORT_SYMBOL(get_user_pages);

long get_user_pages_locked(unsigned long start, unsigned long nr_pages,
			    unsigned int gup_flags, struct page **pages,
			    int *locked)
{
	/* expect: check nothing */
	return get_user_pages(start, nr_pages, gup_flags, pages, NULL);
}
EXPORT_SYMBOL(get_user_pages_locked);

long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
			     struct page **pages, unsigned int gup_flags)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	/* expect: check nothing */
	ret = get_user_pages(start, nr_pages, gup_flags, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}
EXPORT_SYMBOL(get_user_pages_unlocked);
