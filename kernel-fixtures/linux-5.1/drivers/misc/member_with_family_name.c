// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a structure member with a family name. The member takes bool write
 * by its own type, and the call through it is none of the family's; the
 * driver's own function behind it forwards its write parameter to the family.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct platen_ops {
	int (*get_user_pages_fast)(unsigned long start, int nr, bool write,
				   struct page **pages);
};

static int platen_gup(unsigned long start, int nr, bool write,
		      struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_fast(start, nr, write, pages);
}

static const struct platen_ops platen_ops = {
	.get_user_pages_fast = platen_gup,
};

int platen_load(const struct platen_ops *ops, unsigned long addr, int read,
		struct page **pages)
{
	if (!ops)
		ops = &platen_ops;
	/* expect: check nothing */
	return ops->get_user_pages_fast(addr, 1, !read, pages);
}
MODULE_LICENSE("GPL");
