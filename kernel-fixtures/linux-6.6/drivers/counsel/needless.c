// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: flags that nobody needs, each beside its twin: FOLL_WRITE for memory
 * that is const, or that a device only reads; FOLL_FORCE for memory of the
 * process that calls.
 */
#include <linux/compiler.h>
#include <linux/dma-direction.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/module.h>

int needless_map(struct page **pages, int n, enum dma_data_direction direction);
unsigned long dma_map_page(void *dev, struct page *page, unsigned long offset,
			   unsigned long size, enum dma_data_direction direction);

int needless_write(const char __user *buf, int n, struct page **pages)
{
	/* expect: check nothing */
	/* expect: advise write-needless */
	return pin_user_pages_fast((unsigned long)buf, n, FOLL_WRITE, pages);
}

int needless_read(char __user *buf, int n, struct page **pages)
{
	/* expect: check nothing */
	/* expect: advise nothing */
	return pin_user_pages_fast((unsigned long)buf, n, FOLL_WRITE, pages);
}

int needless_send(unsigned long uaddr, int n, struct page **pages)
{
	/* expect: check nothing */
	/* expect: advise write-needless */
	int pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);

	return pinned > 0 ? needless_map(pages, pinned, DMA_TO_DEVICE) : pinned;
}

int needless_receive(unsigned long uaddr, int n, struct page **pages)
{
	/* expect: check nothing */
	/* expect: advise nothing */
	int pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);

	return pinned > 0 ? needless_map(pages, pinned, DMA_FROM_DEVICE) : pinned;
}

/* The caller says in which direction: it is compared here, and only one of them has a name. */
int needless_told(unsigned long uaddr, int n, struct page **pages,
		  enum dma_data_direction direction)
{
	/* expect: check nothing */
	/* expect: advise nothing */
	int pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);

	if (pinned != n && direction == DMA_TO_DEVICE)
		return -EIO;
	return needless_map(pages, pinned, direction);
}

/* What is sent is something else; the pages are mapped as the caller says. */
int needless_beside(void *dev, unsigned long uaddr, struct page **pages,
		    enum dma_data_direction direction)
{
	/* expect: check nothing */
	/* expect: advise nothing */
	int pinned = pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);

	if (pinned != 1)
		return -EIO;
	needless_map(pages + 1, 1, DMA_TO_DEVICE);
	return dma_map_page(dev, pages[0], 0, PAGE_SIZE, direction) ? 1 : 0;
}

int needless_force(unsigned long uaddr, int n, struct page **pages)
{
	/* expect: check nothing */
	/* expect: advise force-needless */
	return pin_user_pages_fast(uaddr, n, FOLL_WRITE | FOLL_FORCE, pages);
}

/* Somebody else's memory: that is what it is for. */
long needless_peek(struct mm_struct *mm, unsigned long uaddr,
		   struct page **pages)
{
	/* expect: check nothing */
	/* expect: advise nothing */
	return pin_user_pages_remote(mm, uaddr, 1, FOLL_FORCE, pages, NULL);
}
