// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: functions that return the page, or the array, that they got, and
 * what their callers do with it: a variable takes it where it is declared, or
 * later. Each beside a twin that is right.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct courier {
	void *dev;
};

int courier_ready(struct courier *courier);
unsigned long dma_map_page(void *dev, struct page *page, unsigned long offset,
			   unsigned long size, int dir);
int dma_mapping_error(void *dev, unsigned long addr);

/* NULL where it fails. */
static struct page *courier_page(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return NULL;
	return page;
}

/* An errno where it fails. */
static struct page **courier_pages(unsigned long uaddr, int n)
{
	struct page **pages = kvcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return ERR_PTR(-ENOMEM);
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got == n)
		return pages;
	if (got > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	kvfree(pages);
	return ERR_PTR(got < 0 ? got : -EFAULT);
}

/* Somebody else has it, too. */
static struct page *courier_shared(unsigned long uaddr, struct page **last)
{
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return NULL;
	*last = page;
	return page;
}

int courier_send(struct courier *courier, unsigned long uaddr)
{
	/* expect: line pin-leak */
	struct page *page = courier_page(uaddr);
	unsigned long addr;

	if (!page)
		return -EFAULT;
	addr = dma_map_page(courier->dev, page, 0, PAGE_SIZE, 1);
	if (dma_mapping_error(courier->dev, addr))
		return -EIO;
	/* expect: check nothing */
	unpin_user_page(page);
	return 0;
}

int courier_send_right(struct courier *courier, unsigned long uaddr)
{
	struct page *page = courier_page(uaddr);
	unsigned long addr;
	int err = 0;

	if (!page)
		return -EFAULT;
	addr = dma_map_page(courier->dev, page, 0, PAGE_SIZE, 1);
	if (dma_mapping_error(courier->dev, addr))
		err = -EIO;
	/* expect: check nothing */
	unpin_user_page(page);
	return err;
}

int courier_send_shared(struct courier *courier, unsigned long uaddr,
			struct page **last)
{
	struct page *page = courier_shared(uaddr, last);

	if (!page)
		return -EFAULT;
	return courier_ready(courier) ? 0 : -EIO;
}

int courier_drop(unsigned long uaddr)
{
	struct page *page = courier_page(uaddr);

	if (!page)
		return -EFAULT;
	/* expect: line wrong-release */
	put_page(page);
	return 0;
}

int courier_send_all(struct courier *courier, unsigned long uaddr, int n)
{
	/* expect: line pin-leak */
	struct page **pages = courier_pages(uaddr, n);

	if (IS_ERR(pages))
		return PTR_ERR(pages);
	if (!courier_ready(courier)) {
		kvfree(pages);
		return -EIO;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	kvfree(pages);
	return 0;
}

int courier_send_all_right(struct courier *courier, unsigned long uaddr, int n)
{
	struct page **pages = courier_pages(uaddr, n);
	int err;

	if (IS_ERR(pages))
		return PTR_ERR(pages);
	err = courier_ready(courier) ? 0 : -EIO;
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	kvfree(pages);
	return err;
}

MODULE_LICENSE("GPL");
