// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: an architecture's definition. The third parameter goes to a static
 * walker that has int write of its own, stands in an if-condition, and goes to
 * the slow way as flags; converted, the prototype needs one line more.
 */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <asm/pgtable.h>

static int gup_pte_range(pmd_t pmd, unsigned long addr, unsigned long end,
			 int write, struct page **pages, int *nr)
{
	do {
		pte_t pte = *pte_of(&pmd, addr);

		if (!pte_present(pte) || (write && !pte_write(pte)))
			return 0;
		pages[(*nr)++] = pte_page(pte);
	} while (addr += PAGE_SIZE, addr != end);
	return 1;
}

int get_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags,
			struct page **pages)
{
	unsigned long addr = start & PAGE_MASK;
	unsigned long end = addr + ((unsigned long)nr_pages << PAGE_SHIFT);
	unsigned long next;
	int ret, nr = 0;
	pmd_t *pmd;

	if (gup_flags & FOLL_WRITE)
		cond_resched();

	local_irq_disable();
	do {
		next = pmd_addr_end(addr, end);
		pmd = pmd_of(current->mm, addr);
		if (pmd_none(*pmd))
			break;
		if (!gup_pte_range(*pmd, addr, next,
				   gup_flags & FOLL_WRITE, pages, &nr))
			break;
	} while (addr = next, addr != end);
	local_irq_enable();

	if (nr == nr_pages)
		return nr;
	/* expect: check nothing */
	ret = get_user_pages_unlocked(start + ((unsigned long)nr << PAGE_SHIFT),
				      nr_pages - nr, pages + nr,
				      gup_flags);
	if (ret < 0 && nr)
		return nr;
	return ret < 0 ? ret : ret + nr;
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);
