// SPDX-License-Identifier: GPL-2.0-only
/* guptidy: a macro body, an #ifdef that is off, a function pointer. */
#include <linux/mm.h>

/* expect: check nothing */
#define keystone_pin(addr, pagep) \
	pin_user_pages_fast((addr), 1, FOLL_WRITE, (pagep))

struct keystone_ops {
	int (*gup)(unsigned long start, int nr_pages, unsigned int gup_flags,
		   struct page **pages);
};

const struct keystone_ops keystone_ops = {
	.gup = get_user_pages_fast,
};

int keystone_get(unsigned long uaddr, bool ro, struct page **pages)
{
#ifdef CONFIG_KEYSTONE_ONCE
	/* expect: check bool-as-flags */
	if (get_user_pages_fast(uaddr, 1, !ro, pages) == 1)
		return 1;
#endif
	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, ro ? 0 : FOLL_WRITE, pages) == 1)
		return 1;
	return keystone_pin(uaddr, pages);
}
