// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the write argument compares variables and constants: ==, !=, with
 * the constant first, <, in parentheses, two of them on two lines.
 */
#include <linux/dma-direction.h>
#include <linux/mm.h>
#include <linux/module.h>

int thimble_map(unsigned long uaddr, int nr, int rw, struct page **pages)
{
	int res;

	/* expect: check nothing */
	res = get_user_pages_fast(uaddr, nr,
				  rw == READ ? FOLL_WRITE : 0, pages);
	if (res == nr)
		return res;
	/* expect: check nothing */
	res = get_user_pages_fast(uaddr, nr,
				  rw != WRITE ? FOLL_WRITE : 0, pages);
	if (res == nr)
		return res;
	/* expect: check nothing */
	res = get_user_pages_fast(uaddr, nr,
				  READ == rw ? FOLL_WRITE : 0, pages);
	if (res == nr)
		return res;
	/* expect: check nothing */
	return get_user_pages_fast(uaddr, nr, rw < 1 ? FOLL_WRITE : 0, pages);
}

int thimble_map_dir(unsigned long uaddr, enum dma_data_direction dir, int rw,
		    struct page **pages)
{
	int res;

	/* expect: check nothing */
	res = get_user_pages_fast(uaddr, 1,
				  dir != DMA_NONE ? FOLL_WRITE : 0, pages);
	if (res == 1)
		return res;
	/* expect: check nothing */
	res = get_user_pages_fast(uaddr, 1, rw == READ ||
				  rw > WRITE ? FOLL_WRITE : 0, pages);
	return res;
}
MODULE_LICENSE("GPL");
