// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages in the member of an object, which are lost though the object
 * stays: their array is freed, or their number is taken back. Each beside a twin
 * that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct scatterlist;

struct crate {
	struct page **pages;
	struct scatterlist *list;
	int count, spare;
};

int crate_start(unsigned long token);
int crate_pack(struct crate *c);
void sg_set_page(struct scatterlist *sg, struct page *page, unsigned int len,
		 unsigned int offset);
struct page *sg_page(struct scatterlist *sg);
struct scatterlist *crate_slot(struct scatterlist *list, int i);
void sg_init_table(struct scatterlist *sg, unsigned int n);

/* Whoever has the object knows how many there were, and not where. */
int crate_freed(struct crate *c, unsigned long uaddr, int n)
{
	int ret;

	c->pages = kcalloc(n, sizeof(*c->pages), GFP_KERNEL);
	if (!c->pages)
		return -ENOMEM;
	/* expect: check pin-leak */
	ret = pin_user_pages_fast(uaddr, n, FOLL_WRITE, c->pages);
	if (ret != n) {
		if (ret > 0)
			/* expect: check nothing */
			unpin_user_pages(c->pages, ret);
		ret = -EFAULT;
		goto free;
	}
	c->count = n;
	ret = crate_start(uaddr);
	if (ret)
		goto free;
	return 0;
free:
	kfree(c->pages);
	c->pages = NULL;
	return ret;
}

int crate_freed_right(struct crate *c, unsigned long uaddr, int n)
{
	int ret;

	c->pages = kcalloc(n, sizeof(*c->pages), GFP_KERNEL);
	if (!c->pages)
		return -ENOMEM;
	/* expect: check nothing */
	ret = pin_user_pages_fast(uaddr, n, FOLL_WRITE, c->pages);
	if (ret != n) {
		if (ret > 0)
			/* expect: check nothing */
			unpin_user_pages(c->pages, ret);
		ret = -EFAULT;
		goto free;
	}
	c->count = n;
	ret = crate_start(uaddr);
	if (ret)
		goto unpin;
	return 0;
unpin:
	/* expect: check nothing */
	unpin_user_pages(c->pages, n);
free:
	kfree(c->pages);
	c->pages = NULL;
	return ret;
}

/* The number is told, and taken back. */
int crate_untold(struct crate *c, unsigned long uaddr, int n)
{
	/* expect: check pin-leak */
	int got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, c->pages);

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(c->pages, got);
		return -EFAULT;
	}
	c->count = n;
	if (crate_start(uaddr)) {
		c->count = 0;
		return -EIO;
	}
	return 0;
}

int crate_untold_right(struct crate *c, unsigned long uaddr, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, c->pages);

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(c->pages, got);
		return -EFAULT;
	}
	c->count = n;
	if (crate_start(uaddr)) {
		/* expect: check nothing */
		unpin_user_pages(c->pages, c->count);
		c->count = 0;
		return -EIO;
	}
	return 0;
}

/* What is taken back is not all that tells it. */
int crate_told_twice(struct crate *c, unsigned long uaddr, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, c->pages);

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(c->pages, got);
		return -EFAULT;
	}
	c->count = got;
	c->spare = got;
	if (crate_start(uaddr)) {
		c->count = 0;
		return -EIO;
	}
	return 0;
}

/* The object has them twice, and its number says that it has none. */
static void crate_fill(struct crate *c, int n)
{
	int i;

	for (i = 0; i < n; i++)
		sg_set_page(&c->list[i], c->pages[i], PAGE_SIZE, 0);
}

int crate_listed(struct crate *c, unsigned long uaddr, int n)
{
	/* expect: check pin-leak */
	int got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, c->pages);

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(c->pages, got);
		return -EFAULT;
	}
	c->count = got;
	crate_fill(c, n);
	if (crate_start(uaddr)) {
		c->count = 0;
		return -EIO;
	}
	return 0;
}

int crate_listed_right(struct crate *c, unsigned long uaddr, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, c->pages);
	int i;

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(c->pages, got);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		sg_set_page(&c->list[i], c->pages[i], PAGE_SIZE, 0);
	if (crate_start(uaddr)) {
		for (i = 0; i < n; i++)
			/* expect: check nothing */
			unpin_user_page(sg_page(&c->list[i]));
		return -EIO;
	}
	return 0;
}

/* Memory that is as large as what came: that there is none says nothing of it. */
int crate_sized(struct crate *c, unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int ret = -ENOMEM, got;

	if (!pages)
		return ret;
	/* expect: check pin-leak */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (got <= 0) {
		ret = got;
		goto free;
	}
	c->list = kmalloc(got * 32, GFP_KERNEL);
	if (!c->list)
		goto free;
	c->pages = pages;
	c->count = got;
	return 0;
free:
	kfree(pages);
	return ret;
}

int crate_sized_right(struct crate *c, unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int ret = -ENOMEM, got;

	if (!pages)
		return ret;
	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (got <= 0) {
		ret = got;
		goto free;
	}
	c->list = kmalloc(got * 32, GFP_KERNEL);
	if (!c->list)
		goto put;
	c->pages = pages;
	c->count = got;
	return 0;
put:
	while (got > 0)
		put_page(pages[--got]);
free:
	kfree(pages);
	return ret;
}

/* That the member forgets the array, which is gone, keeps nothing of it. */
int crate_forgotten(struct crate *c, unsigned long uaddr, int n)
{
	int got;

	c->pages = kcalloc(n, sizeof(*c->pages), GFP_KERNEL);
	if (!c->pages)
		return -ENOMEM;
	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, c->pages);
	if (got < 0)
		goto free;
	if (got < n) {
		got = -EFAULT;
		goto free;
	}
	return 0;
free:
	kfree(c->pages);
	c->pages = NULL;
	return got;
}

int crate_forgotten_right(struct crate *c, unsigned long uaddr, int n)
{
	int got;

	c->pages = kcalloc(n, sizeof(*c->pages), GFP_KERNEL);
	if (!c->pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, c->pages);
	if (got < 0)
		goto free;
	if (got < n) {
		/* expect: check nothing */
		unpin_user_pages(c->pages, got);
		got = -EFAULT;
		goto free;
	}
	return 0;
free:
	kfree(c->pages);
	c->pages = NULL;
	return got;
}
MODULE_LICENSE("GPL");

static void crate_drop(struct page *page)
{
	/* expect: check nothing */
	unpin_user_page(page);
}

/* A function of the file drops what the list has. */
int crate_listed_helped_right(struct crate *c, unsigned long uaddr, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, c->pages);
	int i;

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(c->pages, got);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		sg_set_page(&c->list[i], c->pages[i], PAGE_SIZE, 0);
	if (crate_start(uaddr)) {
		for (i = 0; i < n; i++)
			crate_drop(sg_page(&c->list[i]));
		return -EIO;
	}
	return 0;
}
