// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: `flags & FOLL_WRITE` is not 0 if and only if write access is asked
 * for, so it is right as an int write and as flags, in the call and by way of a
 * variable.
 */
#include <linux/mm.h>

int sieve_alone(unsigned long addr, unsigned int flags, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_fast(addr, 1, flags & FOLL_WRITE, pages);
}

int sieve_variable(unsigned long addr, unsigned int flags, struct page **pages)
{
	int write = flags & FOLL_WRITE;

	/* expect: check nothing */
	return get_user_pages_fast(addr, 1, write, pages);
}

int sieve_loop(unsigned long addr, unsigned int *flags, int n, struct page **pages)
{
	int write = 0;

	while (n--)
		write = flags[n] & FOLL_WRITE;
	/* expect: check nothing */
	return get_user_pages_fast(addr, 1, write, pages);
}
