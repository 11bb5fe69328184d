// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that a device writes to, and no word that it did: not before
 * they are released, and nowhere in the file. Its twin is dirtied.c.
 */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/module.h>

void undirtied_receive(struct page **pages, int n);

int undirtied_read(unsigned long uaddr, int n, struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	/* expect: advise missing-dirty */
	pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (pinned <= 0)
		return pinned ? pinned : -EFAULT;
	undirtied_receive(pages, pinned);
	/* expect: check nothing */
	unpin_user_pages(pages, pinned);
	return 0;
}

int undirtied_send(unsigned long uaddr, int n, struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	/* expect: advise nothing */
	pinned = pin_user_pages_fast(uaddr, n, 0, pages);
	if (pinned <= 0)
		return pinned ? pinned : -EFAULT;
	undirtied_receive(pages, pinned);
	/* expect: check nothing */
	unpin_user_pages(pages, pinned);
	return 0;
}
