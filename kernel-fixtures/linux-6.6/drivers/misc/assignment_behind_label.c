// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a goto that jumps over an assignment, or back to one. What the flags
 * hold behind the label depends on the way that led there.
 */
#include <linux/mm.h>

int hopper_over(unsigned long addr, int n, struct page **pages)
{
	unsigned int flags = FOLL_LONGTERM;

	if (n)
		goto out;
	flags = 1;
out:
	/* expect: check literal-flags */
	return pin_user_pages_fast(addr, 1, flags, pages);
}

/* No way leads past the assignment of FOLL_WRITE. */
int hopper_around(unsigned long addr, int n, struct page **pages)
{
	unsigned int flags = 1;

	goto set;
out:
	/* expect: check nothing */
	return pin_user_pages_fast(addr, n, flags, pages);
set:
	flags = FOLL_WRITE;
	goto out;
}

int hopper_back(unsigned long addr, int n, struct page **pages)
{
	unsigned int flags = FOLL_LONGTERM;
	int got;

again:
	/* expect: check bool-as-flags */
	got = pin_user_pages_fast(addr, n, flags, pages);
	if (!got) {
		flags = n > 1;
		goto again;
	}
	return got;
}

/* The way with the number ends before the call. */
int hopper_return(unsigned long addr, int n, struct page **pages)
{
	unsigned int flags = FOLL_LONGTERM;

	if (n > 9) {
		flags = 1;
		return (int)flags;
	}
	/* expect: check nothing */
	return pin_user_pages_fast(addr, n, flags, pages);
}
