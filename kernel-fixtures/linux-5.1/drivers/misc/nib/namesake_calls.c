// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: calls of a namesake from the driver's private header: true and a
 * comparison are what it asks for. Nothing to convert.
 */
#include <linux/module.h>
#include "namesake.h"

int nib_load(unsigned long addr, int nr, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(addr, nr, true, pages);
}

int nib_move(unsigned long addr, int dir, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, dir != WRITE, pages);
}
MODULE_LICENSE("GPL");
