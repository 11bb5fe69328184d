// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the write argument compares a struct field, a masked value and the
 * result of a call that has commas of its own; nested parentheses.
 */
#include <linux/dma-direction.h>
#include <linux/mm.h>
#include <linux/module.h>

#define GAFFER_IN	0x4u

struct gaffer {
	enum dma_data_direction dir;
	unsigned int flags;
};

static int gaffer_way(struct gaffer *g, int lane)
{
	return g->flags & GAFFER_IN ? READ : WRITE + lane;
}

int gaffer_map(struct gaffer *g, unsigned long addr, struct page **pages)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1,
				  g->dir == DMA_FROM_DEVICE,
				  pages);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1,
				  (g->flags & GAFFER_IN) != 0,
				  pages);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1,
				  (g->flags & GAFFER_IN) ==
				  GAFFER_IN, pages);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1,
				  gaffer_way(g, 0) != WRITE,
				  pages);
	return ret;
}
MODULE_LICENSE("GPL");
