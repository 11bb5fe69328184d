// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: includes a template header twice; has a call of its own whose page
 * count is cut from unsigned long to int.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define WALK_BITS 64
#include "template.h"
#undef WALK_BITS

#define WALK_BITS 32
#include "template.h"
#undef WALK_BITS

long octavo_sew(unsigned long uaddr, unsigned long npages, int write,
		struct page **pages)
{
	u64 entry = 0;
	u32 half = 0;
	int npinned;

	/* expect: check pin-leak */
	npinned = get_user_pages_fast(uaddr, npages, write ? FOLL_WRITE : 0,
				      pages);
	if (npinned != npages)
		return -ENOMEM;
	if (walk64_swap(&entry, uaddr, 0, 1) || walk32_swap(&half, uaddr, 0, 1))
		return -EFAULT;
	return walk64_load(entry, uaddr, pages) +
	       walk32_load(half, uaddr, pages);
}
