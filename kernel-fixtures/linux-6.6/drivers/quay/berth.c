// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: takes pages into an object's member, and releases what is in it, for
 * ship.c.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include "quay.h"

int quay_berth(struct quay *q, unsigned long uaddr, int n)
{
	int got;

	q->pages = kcalloc(n, sizeof(*q->pages), GFP_KERNEL);
	if (!q->pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, q->pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(q->pages, got);
		kfree(q->pages);
		q->pages = NULL;
		return -EFAULT;
	}
	q->n = n;
	return 0;
}

/* Whether there are any, the member tells. */
void quay_leave(struct quay *q)
{
	if (!q->pages)
		return;
	/* expect: check nothing */
	unpin_user_pages(q->pages, q->n);
	kfree(q->pages);
}

void quay_drop(struct page **pages, int n)
{
	/* expect: check nothing */
	unpin_user_pages(pages, n);
}

int quay_look(struct page **pages)
{
	return page_to_pfn(pages[0]) == 0;
}
MODULE_LICENSE("GPL");
