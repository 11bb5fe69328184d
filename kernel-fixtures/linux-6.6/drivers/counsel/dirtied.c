// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that a device writes to, marked dirty when they are released:
 * at once, or by a function of the file. Their twin is undirtied.c.
 */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/module.h>

void dirtied_receive(struct page **pages, int n);

static void dirtied_release(struct page **pages, int n, bool wrote)
{
	/* expect: check nothing */
	unpin_user_pages_dirty_lock(pages, n, wrote);
}

int dirtied_read(unsigned long uaddr, int n, struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	/* expect: advise nothing */
	pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (pinned <= 0)
		return pinned ? pinned : -EFAULT;
	dirtied_receive(pages, pinned);
	dirtied_release(pages, pinned, true);
	return 0;
}
