// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that a scatterlist has for a while: once it is freed they are
 * the function's again, unless something was taken out of it. Each beside a
 * twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct sg_table {
	void *sgl;
};

struct loom {
	unsigned long addr;
	int n;
	struct page **pages;
	struct sg_table warp;
};

int sg_alloc_table_from_pages(struct sg_table *table, struct page **pages,
			      unsigned int n, unsigned int offset,
			      unsigned long size, gfp_t gfp);
void sg_free_table(struct sg_table *table);
int dma_map_sgtable(void *dev, struct sg_table *table, int dir, long attrs);
struct page *loom_next(struct sg_table *table);

int loom_weave(void *dev, unsigned long addr, struct page **pages)
{
	struct sg_table table;
	int ret;

	/* expect: check pin-leak */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, pages) != 1)
		return -EFAULT;
	ret = sg_alloc_table_from_pages(&table, pages, 1, 0, PAGE_SIZE, 0);
	if (ret)
		goto unpin;
	ret = dma_map_sgtable(dev, &table, 1, 0);
	if (ret) {
		sg_free_table(&table);
		return ret;
	}
	sg_free_table(&table);
unpin:
	/* expect: check nothing */
	unpin_user_pages(pages, 1);
	return ret;
}

int loom_weave_right(void *dev, unsigned long addr, struct page **pages)
{
	struct sg_table table;
	int ret;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, pages) != 1)
		return -EFAULT;
	ret = sg_alloc_table_from_pages(&table, pages, 1, 0, PAGE_SIZE, 0);
	if (ret)
		goto unpin;
	ret = dma_map_sgtable(dev, &table, 1, 0);
	sg_free_table(&table);
unpin:
	/* expect: check nothing */
	unpin_user_pages(pages, 1);
	return ret;
}

/* They come out of the table again. */
int loom_unravel(void *dev, unsigned long addr, struct page **pages)
{
	struct sg_table table;
	int ret;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, pages) != 1)
		return -EFAULT;
	ret = sg_alloc_table_from_pages(&table, pages, 1, 0, PAGE_SIZE, 0);
	if (ret) {
		/* expect: check nothing */
		unpin_user_pages(pages, 1);
		return ret;
	}
	ret = dma_map_sgtable(dev, &table, 1, 0);
	/* expect: check nothing */
	unpin_user_page(loom_next(&table));
	sg_free_table(&table);
	return ret;
}

int loom_thread(void *dev, struct loom *loom)
{
	int ret;

	/* expect: check pin-leak */
	ret = pin_user_pages_fast(loom->addr, 1, FOLL_WRITE, loom->pages);
	if (ret != 1)
		return ret < 0 ? ret : -EFAULT;
	ret = sg_alloc_table_from_pages(&loom->warp, loom->pages, 1, 0, PAGE_SIZE, 0);
	if (ret)
		goto unpin;
	ret = dma_map_sgtable(dev, &loom->warp, 1, 0);
	if (!ret)
		return 0;
	sg_free_table(&loom->warp);
	kvfree(loom->pages);
	return ret;
unpin:
	/* expect: check nothing */
	unpin_user_pages(loom->pages, 1);
	return ret;
}

/* Whoever has the object finds them in its table. */
int loom_thread_right(void *dev, struct loom *loom)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(loom->addr, 1, FOLL_WRITE, loom->pages);
	if (ret != 1)
		return ret < 0 ? ret : -EFAULT;
	ret = sg_alloc_table_from_pages(&loom->warp, loom->pages, 1, 0, PAGE_SIZE, 0);
	if (ret)
		goto unpin;
	return dma_map_sgtable(dev, &loom->warp, 1, 0) ? -EIO : 0;
unpin:
	/* expect: check nothing */
	unpin_user_pages(loom->pages, 1);
	return ret;
}

/* What stands right in front of an #endif, or an #else, is read like anything else. */
int loom_card(void *dev, struct loom *loom, struct page **pages)
{
	int ret = 0;

	/* expect: check pin-leak */
	if (pin_user_pages_fast(loom->addr, 1, FOLL_WRITE, pages) != 1)
		return -EFAULT;
#ifdef CONFIG_LOOM
	ret = sg_alloc_table_from_pages(&loom->warp, pages, 1, 0, PAGE_SIZE, 0);
#endif
	if (!ret)
		return 0;
	kvfree(pages);
	return ret;
}

int loom_card_right(void *dev, struct loom *loom, struct page **pages)
{
	int ret = 0;

	/* expect: check nothing */
	if (pin_user_pages_fast(loom->addr, 1, FOLL_WRITE, pages) != 1)
		return -EFAULT;
#ifdef CONFIG_LOOM
	ret = sg_alloc_table_from_pages(&loom->warp, pages, 1, 0, PAGE_SIZE, 0);
#endif
	if (!ret)
		return 0;
#ifdef CONFIG_LOOM
	/* expect: check nothing */
	unpin_user_page(pages[0]);
#else
	/* expect: check nothing */
	unpin_user_pages(pages, 1);
#endif
	kvfree(pages);
	return ret;
}

MODULE_LICENSE("GPL");
