// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: get_user_pages_fast as the value of a function pointer: assigned,
 * and in an initialiser. The calls through the pointer bear no family name.
 * When the prototype changes, a person changes the pointer's type and what is
 * passed through it.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct stylus_ops {
	int (*gup)(unsigned long start, int nr_pages,
		   unsigned int gup_flags,
		   struct page **pages);
	void (*put)(struct page *page);
};

static const struct stylus_ops stylus_fast_ops = {
	.gup = get_user_pages_fast,
	.put = put_page,
};

struct stylus {
	struct stylus_ops ops;
	struct page *page;
};

void stylus_setup(struct stylus *st, bool slow)
{
	st->ops = stylus_fast_ops;
	if (slow)
		st->ops.gup = &get_user_pages_fast;
	else
		st->ops.gup = get_user_pages_fast;
}

int stylus_draw(struct stylus *st, unsigned long addr)
{
	return st->ops.gup(addr, 1, FOLL_WRITE, &st->page);
}
MODULE_LICENSE("GPL");
