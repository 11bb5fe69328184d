// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: right calls beside the releases, whose bool make_dirty is a truth
 * value as it should be.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct page **weft_pin(unsigned long ubuf, unsigned long len, int *npages)
{
	unsigned long nr = DIV_ROUND_UP(len, PAGE_SIZE);
	struct page **pages;
	int ret;

	pages = kcalloc(nr, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return ERR_PTR(-ENOMEM);
	mmap_read_lock(current->mm);
	/* expect: check nothing */
	ret = pin_user_pages(ubuf, nr, FOLL_WRITE | FOLL_LONGTERM, pages);
	mmap_read_unlock(current->mm);
	if (ret == nr) {
		*npages = nr;
		return pages;
	}
	if (ret > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, ret);
	kfree(pages);
	return ERR_PTR(ret < 0 ? ret : -EFAULT);
}

void weft_unpin(struct page **pages, int nr, int rw)
{
	/* expect: check nothing */
	unpin_user_pages_dirty_lock(pages, nr, rw == READ);
}
