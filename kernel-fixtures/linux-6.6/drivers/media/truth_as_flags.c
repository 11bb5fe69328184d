// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: truth values in the flags slot of pin_user_pages_fast() and
 * pin_user_pages_unlocked(): by people who remember int write.
 */
#include <linux/dma-direction.h>
#include <linux/mm.h>
#include <linux/module.h>

struct loom {
	struct page **pages;
	unsigned int to_user : 1;
	bool write;
};

int loom_warp(struct loom *lm, unsigned long addr, int nr, bool write)
{
	int ret;

	/* expect: check bool-as-flags */
	ret = pin_user_pages_fast(addr, nr, write, lm->pages);
	if (ret > 0)
		return ret;
	/* expect: check bool-as-flags */
	ret = pin_user_pages_fast(addr, nr, lm->to_user, lm->pages);
	if (ret > 0)
		return ret;
	/* expect: check bool-as-flags */
	ret = pin_user_pages_fast(addr, nr, lm->write, lm->pages);
	if (ret > 0)
		return ret;
	/* expect: check bool-as-flags */
	ret = pin_user_pages_fast(addr, nr, true, lm->pages);
	return ret;
}

int loom_weft(struct loom *lm, unsigned long addr, int nr, int dir)
{
	int ret;

	/* expect: check bool-as-flags */
	ret = pin_user_pages_fast(addr, nr, dir == DMA_FROM_DEVICE, lm->pages);
	if (ret > 0)
		return ret;
	/* expect: check bool-as-flags */
	ret = pin_user_pages_fast(addr, nr, dir != DMA_TO_DEVICE && nr,
				  lm->pages);
	if (ret > 0)
		return ret;
	/* expect: check bool-as-flags */
	return pin_user_pages_unlocked(addr, nr, lm->pages, !lm->write);
}

static int loom_pin(struct loom *lm, unsigned long addr, int write)
{
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(addr, 1, write, lm->pages);
}

int loom_heddle(struct loom *lm, unsigned long addr, int dir)
{
	int ret = loom_pin(lm, addr, dir != DMA_TO_DEVICE);

	return ret ? ret : loom_pin(lm, addr, false);
}

int loom_number(struct loom *lm, unsigned long addr)
{
	/* expect: check literal-flags */
	return pin_user_pages_fast(addr, 1, 1, lm->pages);
}
MODULE_LICENSE("GPL");
