// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: comments in a call: glued to the number 1, between arguments, behind
 * the closing parenthesis, on lines of their own, and one that holds a comma
 * and a parenthesis.
 */
#include <linux/mm.h>
#include <linux/module.h>

int inkwell_open(unsigned long addr, struct page **pages)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1,
				  FOLL_WRITE/* to be stored to */, pages);
	if (ret < 0)
		return ret;
	put_page(pages[0]);

	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1 /* one */, /* to */FOLL_WRITE, pages);
	return ret;
}

int inkwell_fill(unsigned long addr, int nr, struct page **pages)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(addr, /* where */
				  nr, /* how many, (at most) */
				  FOLL_WRITE, /* for storing */
				  pages); /* what we get */
	if (ret <= 0)
		return ret;

	/* expect: check nothing */
	return get_user_pages_fast(addr + PAGE_SIZE, nr,
				   0 /* read */, pages + ret) /* rest */;
}

int inkwell_note(unsigned long addr, int spill, struct page **pages)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1,
				  /* a spill stores, too */
				  spill ? FOLL_WRITE : 0,
				  pages); // all of it
	return ret;
}
MODULE_LICENSE("GPL");
