// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the write argument is a variable or a parameter, of type bool, int
 * and unsigned int; exported wrappers that forward their own. For
 * get_user_pages_longterm() it is a variable that holds flags.
 */
#include <linux/dma-direction.h>
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/sched.h>

int loom_warp(unsigned long addr, int nr, bool write, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_fast(addr, nr, write ? FOLL_WRITE : 0, pages);
}
EXPORT_SYMBOL_GPL(loom_warp);

int loom_weft(unsigned long addr, int nr, int write, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_fast(addr, nr, write ? FOLL_WRITE : 0, pages);
}
EXPORT_SYMBOL_GPL(loom_weft);

int loom_heddle(unsigned long addr, unsigned int is_write, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_fast(addr, 1, is_write ? FOLL_WRITE : 0, pages);
}

int loom_shuttle(unsigned long addr, int dir, struct page **pages)
{
	const bool to_user = dir == DMA_FROM_DEVICE;
	unsigned int stores;
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1, to_user ? FOLL_WRITE : 0, pages);
	if (ret == 1)
		return ret;
	stores = dir != DMA_TO_DEVICE;
	/* expect: check nothing */
	return get_user_pages_fast(addr, 1, stores ? FOLL_WRITE : 0, pages);
}

long loom_keep(unsigned long addr, unsigned long nr, int dir,
	       struct page **pages)
{
	unsigned int flags = FOLL_FORCE;
	long err;

	if (dir == DMA_FROM_DEVICE)
		flags |= FOLL_WRITE;
	down_read(&current->mm->mmap_sem);
	/* expect: check nothing */
	err = get_user_pages(addr & PAGE_MASK, nr,
			     flags | FOLL_LONGTERM, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return err;
}
