// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the write argument is 0, false and true; brace-less if and else;
 * results in a long, a size_t and an unsigned int.
 */
#include <linux/mm.h>
#include <linux/module.h>

long blotter_press(unsigned long addr, int nr, int dry, struct page **pages)
{
	long ret;

	if (dry)
		/* expect: check nothing */
		ret = get_user_pages_fast(addr, nr, 0, pages);
	else
		/* expect: check nothing */
		ret = get_user_pages_fast(addr, nr, true, pages);
	return ret;
}

long blotter_lift(unsigned long addr, int nr, struct page **pages)
{
	unsigned int got;
	size_t more;

	/* expect: check nothing */
	got = get_user_pages_fast(addr, nr, false, pages);
	if (got != nr)
		return -EFAULT;
	if (nr > 1)
		/* expect: check nothing */
		more = get_user_pages_fast(addr, 1, 0, pages);
	else
		more = 0;
	return got + more;
}
MODULE_LICENSE("GPL");
