// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: one function pins pages into an array of that name, another one puts
 * its own pages into one, and both make lists of them.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/scatterlist.h>

struct page *wicker_page(int i);

int wicker_fill(struct sg_table *table, struct page **pages, unsigned long addr, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return sg_alloc_table_from_pages(table, pages, n, 0, n * PAGE_SIZE, GFP_KERNEL);
}

int wicker_refill(struct sg_table *table, struct page **pages, int n)
{
	int i;

	for (i = 0; i < n; i++)
		pages[i] = wicker_page(i);
	return sg_alloc_table_from_pages(table, pages, n, 0, n * PAGE_SIZE, GFP_KERNEL);
}

struct wicker {
	struct sg_table *table;
};

void wicker_drop_refilled(struct wicker *wicker)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(wicker->table->sgl, sg, wicker->table->nents, i)
		put_page(sg_page(sg));
}

MODULE_LICENSE("GPL");
