// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages whose content is used, by a reference, and others of which only
 * the struct page is looked at, or for a moment.
 */
#include <linux/dma-direction.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/module.h>

struct referenced {
	struct page *pages[4];
	int n;
};

unsigned long dma_map_page(void *dev, struct page *page, unsigned long offset,
			   unsigned long size, enum dma_data_direction direction);
unsigned long page_to_phys(struct page *page);
bool referenced_knows(struct page *page);

int referenced_take(struct referenced *r, unsigned long uaddr)
{
	/* expect: check nothing */
	/* expect: advise get-to-pin */
	r->n = get_user_pages_fast(uaddr, 4, FOLL_WRITE, r->pages);
	return r->n < 0 ? r->n : 0;
}

unsigned long referenced_map(struct referenced *r, void *dev, int i)
{
	return dma_map_page(dev, r->pages[i], 0, 4096, DMA_FROM_DEVICE);
}

int referenced_look(unsigned long uaddr)
{
	struct page *page;
	int ret;

	/* expect: check nothing */
	/* expect: advise nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	ret = referenced_knows(page);
	put_page(page);
	return ret;
}

int referenced_where(unsigned long uaddr, unsigned long *where)
{
	struct page *page;

	/* expect: check nothing */
	/* expect: advise nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	*where = page_to_phys(page);
	put_page(page);
	return 0;
}

/* That a log tells of it gives it to nobody. */
int referenced_where_told(unsigned long uaddr, unsigned long *where)
{
	struct page *page;

	/* expect: check nothing */
	/* expect: advise nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	*where = page_to_phys(page);
	pr_debug("%lx lies at %lx\n", uaddr, page_to_pfn(page));
	put_page(page);
	return 0;
}

/* An array that is called as a function is. */
int referenced_counted(unsigned long uaddr, unsigned char *vmap)
{
	struct page *page;
	int ret;

	/* expect: check nothing */
	/* expect: advise nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	vmap[page_to_pfn(page) % 64]++;
	ret = referenced_knows(page);
	put_page(page);
	return ret;
}
