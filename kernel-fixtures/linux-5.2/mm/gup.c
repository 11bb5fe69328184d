// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the generic definition of get_user_pages_fast(), with kernel-doc and
 * all uses that a body makes of the third parameter; and the family's other
 * definitions, also of one that a conversion leaves to a person.
 */
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <asm/pgtable.h>

static long __get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		unsigned long start, unsigned long nr_pages,
		unsigned int gup_flags, struct page **pages,
		struct vm_area_struct **vmas, int *nonblocking)
{
	struct vm_area_struct *vma;
	unsigned long i;

	if (!nr_pages)
		return 0;
	for (i = 0; i < nr_pages; i++) {
		vma = find_vma(mm, start + i * PAGE_SIZE);
		if (!vma)
			return i ? (long)i : -EFAULT;
		if ((gup_flags & FOLL_WRITE) && !(vma->vm_flags & VM_WRITE))
			return i ? (long)i : -EFAULT;
		if (vmas)
			vmas[i] = vma;
		if (pages)
			get_page(pages[i]);
		if (nonblocking && signal_pending(tsk))
			*nonblocking = 0;
	}
	return i;
}

long get_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm,
		unsigned long start, unsigned long nr_pages,
		unsigned int gup_flags, struct page **pages,
		struct vm_area_struct **vmas, int *locked)
{
	/* expect: check nothing */
	return __get_user_pages(tsk, mm, start, nr_pages,
				gup_flags | FOLL_TOUCH | FOLL_REMOTE,
				pages, vmas, locked);
}
EXPORT_SYMBOL(get_user_pages_remote);

long get_user_pages(unsigned long start, unsigned long nr_pages,
		unsigned int gup_flags, struct page **pages,
		struct vm_area_struct **vmas)
{
	/* expect: check nothing */
	return __get_user_pages(current, current->mm, start, nr_pages,
				gup_flags | FOLL_TOUCH, pages, vmas, NULL);
}
EXPORT_SYMBOL(get_user_pages);

long get_user_pages_locked(unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   int *locked)
{
	/* expect: check nothing */
	return __get_user_pages(current, current->mm, start, nr_pages,
				gup_flags | FOLL_TOUCH, pages, NULL, locked);
}
EXPORT_SYMBOL(get_user_pages_locked);

long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
			     struct page **pages, unsigned int gup_flags)
{
	struct mm_struct *mm = current->mm;
	int locked = 1;
	long ret;

	down_read(&mm->mmap_sem);
	/* expect: check nothing */
	ret = __get_user_pages(current, mm, start, nr_pages,
			       gup_flags | FOLL_TOUCH, pages, NULL, &locked);
	if (locked)
		up_read(&mm->mmap_sem);
	return ret;
}
EXPORT_SYMBOL(get_user_pages_unlocked);

static int gup_pte_range(pmd_t *pmd, unsigned long addr, unsigned long end,
			 int write, struct page **pages, int *nr)
{
	for (; addr < end; addr += PAGE_SIZE) {
		pte_t pte = READ_ONCE(*pte_of(pmd, addr));

		if (!pte_present(pte) || (write && !pte_write(pte)))
			return 0;
		pages[*nr] = pte_page(pte);
		get_page(pages[*nr]);
		(*nr)++;
	}
	return 1;
}

static void gup_pmd_range(unsigned long addr, unsigned long end, int write,
			  struct page **pages, int *nr)
{
	unsigned long next;
	pmd_t *pmd;

	do {
		next = pmd_addr_end(addr, end);
		pmd = pmd_of(current->mm, addr);
		if (!pmd || pmd_none(*pmd))
			return;
		if (!gup_pte_range(pmd, addr, next, write, pages, nr))
			return;
	} while (addr = next, addr != end);
}

/* May the fast way be tried at all? */
static bool gup_fast_permitted(unsigned long start, int nr_pages, int write)
{
	return nr_pages < 1024 || !write;
}

/*
 * __get_user_pages_fast() is get_user_pages_fast() without its slow way. It
 * has an int write of its own, and keeps that.
 */
int __get_user_pages_fast(unsigned long start, int nr_pages, int write,
			  struct page **pages)
{
	unsigned long len = (unsigned long)nr_pages << PAGE_SHIFT;
	unsigned long flags;
	int nr = 0;

	if (!access_ok((void __user *)start, len))
		return 0;
	if (gup_fast_permitted(start, nr_pages, write)) {
		local_irq_save(flags);
		gup_pmd_range(start, start + len, write, pages, &nr);
		local_irq_restore(flags);
	}
	return nr;
}
EXPORT_SYMBOL_GPL(__get_user_pages_fast);

/**
 * get_user_pages_fast() - pin pages of the current task
 * @start:      first address
 * @nr_pages:   how many pages
 * @gup_flags:  flags modifying pin behaviour
 * @pages:      array for the pages, nr_pages long
 *
 * First without a lock; for what remains like get_user_pages_unlocked().
 *
 * Return: the number of pages, which can be less than @nr_pages, or -errno.
 */
int get_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags,
			struct page **pages)
{
	unsigned long addr = start & PAGE_MASK;
	unsigned long end = addr + ((unsigned long)nr_pages << PAGE_SHIFT);
	int nr = 0, ret;

	if (nr_pages <= 0)
		return 0;
	if (!access_ok((void __user *)addr, end - addr))
		return -EFAULT;
	if (!(gup_flags & FOLL_WRITE) && end - addr == PAGE_SIZE)
		cond_resched();

	if (gup_fast_permitted(addr, nr_pages, gup_flags & FOLL_WRITE)) {
		local_irq_disable();
		gup_pmd_range(addr, end, gup_flags & FOLL_WRITE, pages, &nr);
		local_irq_enable();
		ret = nr;
	}

	if (nr < nr_pages) {
		addr += (unsigned long)nr << PAGE_SHIFT;
		/* expect: check nothing */
		ret = get_user_pages_unlocked(addr, nr_pages - nr, pages + nr,
					      gup_flags);
		if (nr > 0)
			ret = ret < 0 ? nr : ret + nr;
	}
	return ret;
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);
