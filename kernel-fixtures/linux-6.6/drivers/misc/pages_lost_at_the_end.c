// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: functions that come to a good end and keep their pages: what these lie in is gone with the function, or has
 * been freed. Beside them what somebody else may release, as he has them, or knows where in memory they are.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct larder {
	struct page *first, *shelf[8];
	unsigned long frames[8];
	dma_addr_t addresses[8];
	void *door;
	struct list_head jars;
	int n;
};

void larder_take(struct page *page);
int larder_close(void);

int larder_wipe(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int i, got;

	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		clear_highpage(pages[i]);
	return 0;
}

int larder_wipe_right(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	for (i = 0; i < n; i++) {
		clear_highpage(pages[i]);
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	}
	return 0;
}

int larder_sum(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int i, got;

	if (!pages)
		return -ENOMEM;
	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		kfree(pages);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		got += page_to_nid(pages[i]);
	kfree(pages);
	return got;
}

int larder_sum_right(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		kfree(pages);
		return -EFAULT;
	}
	got = larder_close();
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	kfree(pages);
	return got;
}

/* Whatever comes back from there, the pages are lost. */
int larder_shut(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return larder_close();
}

/* Some of them, and nobody looks how many. */
int larder_few(unsigned long uaddr, int n)
{
	struct page *pages[8];

	/* expect: check pin-leak */
	if (pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages) <= 0)
		return -EFAULT;
	return larder_close();
}

/* It is not even known whether they came: that is another rule's. */
int larder_unseen(unsigned long uaddr, int n)
{
	struct page *pages[8];

	/* expect: check unchecked-return */
	pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	return larder_close();
}

int larder_kept_array(struct larder *larder, unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		kfree(pages);
		return -EFAULT;
	}
	larder->first = pages[0];
	kfree(pages);
	return 0;
}

int larder_shelve(struct larder *larder, unsigned long uaddr, int n)
{
	struct page *pages[8];
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		larder->shelf[i] = pages[i];
	return 0;
}

int larder_copy(struct larder *larder, unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	memcpy(larder->shelf, pages, sizeof(pages));
	return 0;
}

int larder_list(struct larder *larder, unsigned long uaddr, int n)
{
	struct page *pages[8];
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		list_add(&pages[i]->lru, &larder->jars);
	return 0;
}

int larder_number(struct larder *larder, unsigned long uaddr, int n)
{
	struct page *pages[8];
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		larder->frames[i] = page_to_pfn(pages[i]);
	return 0;
}

int larder_give(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	do {
		larder_take(pages[--n]);
	} while (n);
	return 0;
}

/* Who knows where a page is can have it released. */
int larder_tell(struct larder *larder, unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	writel(page_to_phys(pages[0]), larder->door);
	return 0;
}

int larder_map(struct device *dev, struct larder *larder, unsigned long uaddr, int n)
{
	struct page *pages[8];
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		larder->addresses[i] = dma_map_page(dev, pages[i], 0, PAGE_SIZE, DMA_FROM_DEVICE);
	return 0;
}

int larder_door(struct larder *larder, unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		kfree(pages);
		return -EFAULT;
	}
	larder->door = vmap(pages, n, VM_MAP, PAGE_KERNEL);
	kfree(pages);
	return 0;
}

/* The array is somebody else's: he has them. */
int larder_fill(struct page **pages, unsigned long uaddr, int n)
{
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return 0;
}

int larder_fill_static(unsigned long uaddr, int n)
{
	static struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return 0;
}

static dma_addr_t larder_address(struct device *dev, struct page *page)
{
	return dma_map_page(dev, page, 0, PAGE_SIZE, DMA_FROM_DEVICE);
}

static void larder_list(struct larder *larder, struct device *dev, struct page **pages, int n)
{
	while (n-- > 0)
		larder->addresses[n] = larder_address(dev, pages[n]);
}

/* A function of the file maps them, or one that it calls. */
int larder_map_elsewhere(struct device *dev, struct larder *larder, unsigned long uaddr, int n)
{
	struct page *pages[8];
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE | FOLL_LONGTERM, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		larder->addresses[i] = larder_address(dev, pages[i]);
	return 0;
}

int larder_list_all(struct device *dev, struct larder *larder, unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE | FOLL_LONGTERM, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	larder_list(larder, dev, pages, n);
	return 0;
}

static u32 larder_weigh(struct page *page)
{
	return page_size(page) >> 4;
}

/* A function of the file that keeps nothing, and shows nobody. */
int larder_weigh_all(struct larder *larder, unsigned long uaddr, int n)
{
	struct page *pages[8];
	int i, got;

	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE | FOLL_LONGTERM, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		larder->n += larder_weigh(pages[i]);
	return 0;
}
