// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a file that needs its architecture's own header; FOLL_WRITE and 1
 * where int write is expected.
 */
#include <linux/mm.h>
#include <asm/rune.h>

long rune_map(struct rune_source *src, struct page **page)
{
	unsigned long addr = src->ind_addr >> RUNE_IND_SHIFT;
	long ret;

	/* expect: check flags-as-bool */
	ret = get_user_pages_fast(addr, 1, FOLL_WRITE, page);
	if (ret != 1)
		/* expect: check nothing */
		ret = get_user_pages_fast(addr, 1, !src->masked, page);
	return ret;
}
