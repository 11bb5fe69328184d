// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: an architecture's definition with a return type on a line of its
 * own; the third parameter stands in && and under a negation. The word write
 * in comments and in strings has to stay.
 */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <asm/pgtable.h>

static int gup_one(unsigned long addr, int write, struct page **pagep)
{
	pte_t pte = *pte_of(pmd_of(NULL, addr), addr);

	if (!pte_present(pte) || (write && !pte_write(pte)))
		return 0;
	*pagep = pte_page(pte);
	return 1;
}

int
get_user_pages_fast(unsigned long start, int nr_pages, int write,
		    struct page **pages)
{
	int nr;

	/* a write to nothing: write is not looked at */
	if (write && !nr_pages)
		pr_debug("write of no page\n");
	if (!write && nr_pages > 512)
		pr_debug("long read\n");

	local_irq_disable();
	for (nr = 0; nr < nr_pages; nr++) {
		if (!gup_one(start, write, pages + nr))
			break;
		start += PAGE_SIZE;
	}
	local_irq_enable();
	if (nr)
		return nr;
	/* expect: check nothing */
	return get_user_pages_unlocked(start, nr_pages, pages,
				       write ? FOLL_WRITE : 0);
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);
