// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that the file pins and puts into scatterlists, and drops out of
 * them in another function: in the wrong way, and in the right one.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

struct hamper {
	struct sg_table table;
	int n;
};

int hamper_fill(struct hamper *hamper, unsigned long addr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret != n) {
		if (ret > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, ret);
		kfree(pages);
		return -EFAULT;
	}
	ret = sg_alloc_table_from_pages(&hamper->table, pages, n, 0, n * PAGE_SIZE, GFP_KERNEL);
	if (ret)
		/* expect: check nothing */
		unpin_user_pages(pages, n);
	kfree(pages);
	return ret;
}

void hamper_empty(struct hamper *hamper)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(hamper->table.sgl, sg, hamper->n, i)
		/* expect: line wrong-release */
		put_page(sg_page(sg));
	sg_free_table(&hamper->table);
}

void hamper_empty_page(struct hamper *hamper)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(hamper->table.sgl, sg, hamper->n, i) {
		struct page *page = sg_page(sg);

		/* expect: line wrong-release */
		put_page(page);
	}
}

/* Whoever calls it may have filled that list with what another one took. */
void hamper_empty_foreign(struct sg_table *foreign)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(foreign->sgl, sg, foreign->nents, i)
		/* expect: check nothing */
		put_page(sg_page(sg));
}

void hamper_empty_right(struct hamper *hamper)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(hamper->table.sgl, sg, hamper->n, i)
		/* expect: check nothing */
		unpin_user_page(sg_page(sg));
}

void release_pages(struct page **pages, int n);

void hamper_empty_place(struct hamper *hamper, bool dirty)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(hamper->table.sgl, sg, hamper->n, i) {
		struct page *page = sg_page(sg);

		if (dirty)
			/* expect: check nothing */
			unpin_user_pages_dirty_lock(&page, 1, true);
		else
			/* expect: line wrong-release */
			release_pages(&page, 1);
	}
}

MODULE_LICENSE("GPL");
