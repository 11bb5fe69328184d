// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: an architecture's definition whose prototype continues with two
 * tabs, not aligned; the third parameter decides a ternary of the body's own.
 */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <asm/pgtable.h>

static int gup_range(unsigned long addr, unsigned long end, unsigned long mask,
		struct page **pages)
{
	int nr = 0;
	pte_t pte;

	for (; addr < end; addr += PAGE_SIZE, nr++) {
		pte = *pte_of(pmd_of(NULL, addr), addr);
		if ((pte_val(pte) & mask) != mask)
			break;
		pages[nr] = pte_page(pte);
	}
	return nr;
}

int get_user_pages_fast(unsigned long start, int nr_pages,
		int write, struct page **pages)
{
	unsigned long end = start + ((unsigned long)nr_pages << PAGE_SHIFT);
	unsigned long mask = _PAGE_PRESENT;
	int nr;

	mask |= write ? _PAGE_WRITE : 0;
	local_irq_disable();
	nr = gup_range(start, end, mask, pages);
	local_irq_enable();
	if (nr == nr_pages)
		return nr;

	/* expect: check nothing */
	return get_user_pages_unlocked(start, nr_pages, pages,
			write ? FOLL_WRITE : 0);
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);
