// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a scatterlist with pages of user space and of the driver's own: of
 * which ones a page that comes out of it is, nobody can tell.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct scatterlist;

struct daub {
	struct page *user[4], *own[4];
	struct scatterlist *list;
};

bool set_page_dirty(struct page *page);
void sg_set_page(struct scatterlist *sg, struct page *page, unsigned int n, unsigned int offset);
struct page *sg_page(struct scatterlist *sg);

int daub_fill(struct daub *d, unsigned long uaddr, bool own)
{
	/* expect: check nothing */
	int got = get_user_pages_fast(uaddr, 4, FOLL_WRITE, d->user);

	if (got <= 0)
		return got ? got : -EFAULT;
	sg_set_page(d->list, d->user[0], PAGE_SIZE, 0);
	if (own)
		sg_set_page(d->list, d->own[0], PAGE_SIZE, 0);
	return got;
}

void daub_drop(struct daub *d)
{
	struct page *page = sg_page(d->list);

	set_page_dirty(page);
	put_page(page);
}

MODULE_LICENSE("GPL");
