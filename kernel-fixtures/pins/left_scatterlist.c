// SPDX-License-Identifier: GPL-2.0-only
/* guptidy: pages that come back out of a scatterlist to be released; this stays, and so does all with it. */
#include <linux/mm.h>
#include <linux/scatterlist.h>

struct tray {
	struct sg_table table;
	struct page *pages[4];
	unsigned int n;
};

int tray_fill(struct tray *tray, unsigned long uaddr)
{
	int got = get_user_pages_fast(uaddr, 4, FOLL_WRITE, tray->pages);

	if (got < 0)
		return got;
	tray->n = got;
	return sg_alloc_table_from_pages(&tray->table, tray->pages, got, 0, got << PAGE_SHIFT, GFP_KERNEL);
}

void tray_clear(struct tray *tray)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(tray->table.sgl, sg, tray->table.nents, i)
		put_page(sg_page(sg));
}

void tray_fail(struct tray *tray)
{
	release_pages(tray->pages, tray->n);
}
