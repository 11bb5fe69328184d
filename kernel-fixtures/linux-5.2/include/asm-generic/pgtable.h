/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_GENERIC_PGTABLE_H
#define _ASM_GENERIC_PGTABLE_H

struct mm_struct;
struct page;

#define PMD_SHIFT	(PAGE_SHIFT + 9)
#define PMD_SIZE	(1UL << PMD_SHIFT)
#define PMD_MASK	(~(PMD_SIZE - 1))

pmd_t *pmd_of(struct mm_struct *mm, unsigned long addr);
pte_t *pte_of(pmd_t *pmd, unsigned long addr);
struct page *pte_page(pte_t pte);

static inline unsigned long pmd_addr_end(unsigned long addr, unsigned long end)
{
	unsigned long next = (addr + PMD_SIZE) & PMD_MASK;

	return next - 1 < end - 1 ? next : end;
}

#endif /* _ASM_GENERIC_PGTABLE_H */
