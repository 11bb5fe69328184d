// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the write argument compares the result of a call, on a line that is
 * short enough to stay; names of the family in strings.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct tatting {
	unsigned int type;
	unsigned long base;
};

static unsigned int tat_rw(const struct tatting *t)
{
	return t->type & 1;
}

ssize_t tatting_pages(struct tatting *t, int n, struct page **pages)
{
	int res;

	/* expect: check nothing */
	res = get_user_pages_fast(t->base, n, tat_rw(t) != WRITE, pages);
	if (res < 0)
		pr_err("tatting: get_user_pages_fast() gave %d\n", res);
	else if (res < n)
		pr_warn("get_user_pages_fast(knots) and not "
			"get_user_pages_longterm(knots): %d\n", res);
	return (ssize_t)res * PAGE_SIZE;
}
