// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a static wrapper takes the pages, another one returns them, a static helper releases them, and
 * all who call any of these are in the file: they change together. The last helper has a caller with pages
 * from elsewhere, and stays.
 */
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

static int hold(unsigned long uaddr, unsigned int n, struct page **pages)
{
	int got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);

	if (got == n)
		return 0;
	while (got > 0)
		put_page(pages[--got]);
	return -EFAULT;
}

static void let_go(struct page **pages, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		put_page(pages[i]);
}

int send_two(unsigned long uaddr, struct scatterlist *sg)
{
	struct page *pages[2];

	if (hold(uaddr, 2, pages))
		return -EFAULT;
	sg_set_page(&sg[0], pages[0], PAGE_SIZE, 0);
	sg_set_page(&sg[1], pages[1], PAGE_SIZE, 0);
	transmit(sg, 2);
	let_go(pages, 2);
	return 0;
}

int send_one(unsigned long uaddr, struct scatterlist *sg)
{
	struct page *page;

	if (hold(uaddr, 1, &page))
		return -EFAULT;
	sg_set_page(sg, page, PAGE_SIZE, 0);
	transmit(sg, 1);
	let_go(&page, 1);
	return 0;
}

/* The pages are the function's result, and an error may be in their place. */
static struct page **hold_all(unsigned long uaddr, unsigned int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return ERR_PTR(-ENOMEM);
	ret = hold(uaddr, n, pages);
	if (ret) {
		kfree(pages);
		return ERR_PTR(ret);
	}
	return pages;
}

int send_all(unsigned long uaddr, unsigned int n, struct scatterlist *sg)
{
	struct page **pages = hold_all(uaddr, n);
	unsigned int i;

	if (IS_ERR(pages))
		return PTR_ERR(pages);
	for (i = 0; i < n; i++)
		sg_set_page(&sg[i], pages[i], PAGE_SIZE, 0);
	transmit(sg, n);
	let_go(pages, n);
	kfree(pages);
	return 0;
}

static void drop(struct page **pages, unsigned int n)
{
	while (n--)
		put_page(pages[n]);
}

int send_user(unsigned long uaddr, struct scatterlist *sg)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	sg_set_page(sg, page, PAGE_SIZE, 0);
	transmit(sg, 1);
	drop(&page, 1);
	return 0;
}

int send_own(struct scatterlist *sg)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return -ENOMEM;
	sg_set_page(sg, page, PAGE_SIZE, 0);
	transmit(sg, 1);
	drop(&page, 1);
	return 0;
}
