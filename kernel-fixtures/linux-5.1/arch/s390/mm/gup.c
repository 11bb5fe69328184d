// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: an architecture's definition that calls __get_user_pages_fast() with
 * its own third parameter: that one keeps int write, so the body must pass a
 * truth value on (any non-zero int will do).
 */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <asm/pgtable.h>

static inline int gup_page_range(unsigned long addr, unsigned long end,
				 int write, struct page **pages, int *nr)
{
	unsigned long mask = write ? _PAGE_WRITE : 0;
	pte_t pte;

	for (; addr < end; addr += PAGE_SIZE) {
		pte = *pte_of(pmd_of(NULL, addr), addr);
		if ((pte_val(pte) & mask) != mask)
			return 0;
		pages[(*nr)++] = pte_page(pte);
	}
	return 1;
}

/* see mm/gup.c: __get_user_pages_fast() must not sleep */
int __get_user_pages_fast(unsigned long start, int nr_pages, int write,
			  struct page **pages)
{
	unsigned long len = (unsigned long)nr_pages << PAGE_SHIFT;
	unsigned long flags;
	int nr = 0;

	local_irq_save(flags);
	gup_page_range(start, start + len, write, pages, &nr);
	local_irq_restore(flags);
	return nr;
}

/**
 * get_user_pages_fast() - pin pages of the current task
 * @start:      first address
 * @nr_pages:   how many pages
 * @write:      shall the pages be writable?
 * @pages:      array for the pages
 */
int get_user_pages_fast(unsigned long start, int nr_pages, int write,
			struct page **pages)
{
	int nr, ret;

	start &= PAGE_MASK;
	/* expect: check nothing */
	nr = __get_user_pages_fast(start, nr_pages, write, pages);
	if (nr == nr_pages)
		return nr;

	start += (unsigned long)nr << PAGE_SHIFT;
	pages += nr;
	/* expect: check nothing */
	ret = get_user_pages_unlocked(start, nr_pages - nr, pages,
				      write ? FOLL_WRITE : 0);
	if (nr > 0)
		ret = ret < 0 ? nr : ret + nr;
	return ret;
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);
