// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that lie in members until another file releases them: an array, and a page in a variable
 * that a member is set to. The third member gets a page of the kernel's, too, and stays.
 */
#include <linux/mm.h>
#include <linux/slab.h>
#include "kiln.h"

int kiln_load(struct kiln *kiln, unsigned long uaddr, unsigned int n)
{
	int got;

	kiln->bricks = kcalloc(n, sizeof(*kiln->bricks), GFP_KERNEL);
	if (!kiln->bricks)
		return -ENOMEM;
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE | FOLL_LONGTERM,
				  kiln->bricks);
	if (got < 0) {
		kfree(kiln->bricks);
		return got;
	}
	kiln->n_bricks = got;
	kiln->heat = vmap(kiln->bricks, got, VM_MAP, PAGE_KERNEL);
	return 0;
}

int kiln_shut(struct kiln *kiln, unsigned long uaddr)
{
	struct page *page;

	if (kiln->door)
		return -EBUSY;
	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	kiln->door = page;
	clear_highpage(kiln->door);
	return 0;
}

int kiln_vent(struct kiln *kiln, unsigned long uaddr)
{
	if (!uaddr)
		kiln->flue = alloc_page(GFP_KERNEL);
	else if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &kiln->flue) != 1)
		return -EFAULT;
	clear_highpage(kiln->flue);
	return 0;
}
