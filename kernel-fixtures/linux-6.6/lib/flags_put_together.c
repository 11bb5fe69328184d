// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: flags put together from several sources; the result is compared and
 * the name stands in a string.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct tatting {
	bool data_source;
	unsigned long base;
};

ssize_t tatting_pages(struct tatting *t, int n, bool p2p, struct page **pages)
{
	unsigned int gup_flags = 0;
	int res;

	if (!t->data_source)
		gup_flags |= FOLL_WRITE;
	if (p2p)
		gup_flags |= FOLL_PCI_P2PDMA;
	/* expect: check nothing */
	res = pin_user_pages_fast(t->base, n, gup_flags, pages);
	if (res <= 0)
		pr_err("tatting: pin_user_pages_fast() gave %d\n", res);
	return res;
}
