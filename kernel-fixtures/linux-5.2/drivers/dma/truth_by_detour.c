// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: truth values that reach a flags slot by a detour: through local
 * variables, and through a parameter that all callers in the file fill with
 * truth values. Beside them the same names with real flags, which are right.
 */
#include <linux/dma-direction.h>
#include <linux/mm.h>
#include <linux/module.h>

struct tassel {
	unsigned long addr;
	struct page *page;
	unsigned int flags;
};

long tassel_local(struct tassel *t, int dir)
{
	int is_write = dir == DMA_FROM_DEVICE;
	long ret;

	/* expect: check nothing */
	ret = get_user_pages(t->addr, 1,
			     is_write ? FOLL_WRITE : 0, &t->page, NULL);
	if (ret == 1)
		return ret;

	if (dir == DMA_BIDIRECTIONAL)
		is_write = true;
	/* expect: check nothing */
	return get_user_pages_unlocked(t->addr, 1, &t->page,
				       is_write ? FOLL_WRITE : 0);
}

static long tassel_param(struct tassel *t, int wr)
{
	/* expect: check nothing */
	return get_user_pages(t->addr, 1, wr ? FOLL_WRITE : 0, &t->page, NULL);
}

static long tassel_flags(struct tassel *t, unsigned int gup_flags)
{
	/* expect: check nothing */
	return get_user_pages(t->addr, 1, gup_flags, &t->page, NULL);
}

long tassel_knot(struct tassel *t, int dir)
{
	unsigned int flags = t->flags;
	long ret;

	if (dir != DMA_NONE)
		ret = tassel_param(t, dir != DMA_TO_DEVICE);
	else
		ret = tassel_param(t, !t->flags);
	if (ret == 1)
		return ret;

	ret = tassel_flags(t, dir == DMA_FROM_DEVICE ? FOLL_WRITE : 0);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages(t->addr, 1, flags, &t->page, NULL);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	return get_user_pages(t->addr, 1, t->flags, &t->page, NULL);
}
MODULE_LICENSE("GPL");
