// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that a module asks for and gives back by exported functions:
 * whoever writes to them is nowhere to be seen.
 */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/module.h>

int lent_pages(unsigned long uaddr, int n, struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	/* expect: advise nothing */
	pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE | FOLL_LONGTERM, pages);
	return pinned ? pinned : -EFAULT;
}
EXPORT_SYMBOL_GPL(lent_pages);

void lent_back(struct page **pages, int n)
{
	/* expect: check nothing */
	unpin_user_pages(pages, n);
}
EXPORT_SYMBOL_GPL(lent_back);
