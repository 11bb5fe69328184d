// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a file that needs its architecture's own header for the types of the
 * arguments: a bool field of a struct that only arch/s390 has.
 */
#include <linux/mm.h>
#include <asm/rune.h>

long rune_map(struct mm_struct *mm, struct rune_source *src,
	      struct page **page)
{
	unsigned long addr = src->ind_addr >> RUNE_IND_SHIFT;
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	if (ret != 1)
		/* expect: check bool-as-flags */
		ret = get_user_pages_remote(mm, addr, 1, src->masked, page,
					    NULL);
	mmap_read_unlock(mm);
	return ret;
}
