// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: another architecture's caller: a comparison of a masked register
 * with 0, a truth value made by !!, and a variable set by a comparison.
 */
#include <linux/kernel.h>
#include <linux/mm.h>

#define QUIRE_ST	0x02000000ul

long quire_fault(unsigned long hva, unsigned long dsisr, struct page **pages)
{
	bool writing = (dsisr & QUIRE_ST) != 0;
	long npages;

	/* expect: check nothing */
	npages = get_user_pages_fast(hva, 1, writing ? FOLL_WRITE : 0, pages);
	if (npages < 1)
		/* expect: check nothing */
		npages = get_user_pages_fast(hva, 1,
					     dsisr & QUIRE_ST ? FOLL_WRITE : 0,
					     pages);
	if (npages < 1)
		/* expect: check nothing */
		npages = __get_user_pages_fast(hva, 1, writing, pages);
	return npages;
}
