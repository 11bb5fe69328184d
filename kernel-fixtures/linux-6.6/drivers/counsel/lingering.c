// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pins that stay when the call is over, until user space asks to let
 * them go, without FOLL_LONGTERM and with it. Pins of a transfer stand in
 * passing.c.
 */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/module.h>

struct lingering {
	struct page **pages;
	int n;
};

int lingering_program(struct lingering *region);

static int lingering_pin(struct lingering *region, unsigned long uaddr)
{
	int pinned;

	/* expect: check nothing */
	/* expect: advise longterm-missing */
	pinned = pin_user_pages_fast(uaddr, region->n, FOLL_WRITE, region->pages);
	if (pinned == region->n)
		return 0;
	if (pinned > 0) {
		/* expect: check nothing */
		unpin_user_pages(region->pages, pinned);
		return -EFAULT;
	}
	return pinned ? pinned : -EFAULT;
}

static int lingering_pin_right(struct lingering *region, unsigned long uaddr)
{
	int pinned;

	/* expect: check nothing */
	/* expect: advise nothing */
	pinned = pin_user_pages_fast(uaddr, region->n,
				     FOLL_WRITE | FOLL_LONGTERM, region->pages);
	if (pinned == region->n)
		return 0;
	if (pinned > 0) {
		/* expect: check nothing */
		unpin_user_pages(region->pages, pinned);
		return -EFAULT;
	}
	return pinned ? pinned : -EFAULT;
}

static void lingering_unpin(struct lingering *region)
{
	/* expect: check nothing */
	unpin_user_pages_dirty_lock(region->pages, region->n, true);
}

int lingering_map(struct lingering *region, unsigned long uaddr)
{
	int ret = lingering_pin(region, uaddr);

	if (ret)
		return ret;
	ret = lingering_program(region);
	if (ret)
		goto unpin;
	return 0;
unpin:
	lingering_unpin(region);
	return ret;
}

int lingering_map_right(struct lingering *region, unsigned long uaddr)
{
	int ret = lingering_pin_right(region, uaddr);

	if (ret)
		return ret;
	ret = lingering_program(region);
	if (ret)
		goto unpin;
	return 0;
unpin:
	lingering_unpin(region);
	return ret;
}

void lingering_unmap(struct lingering *region)
{
	lingering_unpin(region);
}
