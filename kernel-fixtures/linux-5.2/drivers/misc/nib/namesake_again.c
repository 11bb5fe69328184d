// SPDX-License-Identifier: GPL-2.0-only
/* guptidy: the second file that includes the header with a namesake. */
#include <linux/module.h>
#include "namesake.h"

int nib_tip(unsigned long addr, struct page **pages)
{
	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, false, pages) != 1)
		return -EFAULT;
	return 0;
}
MODULE_LICENSE("GPL");
