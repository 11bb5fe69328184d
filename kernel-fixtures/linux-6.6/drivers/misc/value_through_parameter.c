// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a parameter that the file's own callers fill. The finding names the
 * lines at which it gets its values.
 */
#include <linux/mm.h>

static int relay_pin(unsigned long addr, int n, struct page **pages, int store)
{
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(addr, n, store, pages);
}

int relay_in(unsigned long addr, int n, struct page **pages)
{
	return relay_pin(addr, n, pages, 1);
}

int relay_out(unsigned long addr, int n, struct page **pages)
{
	return relay_pin(addr, n, pages, !n);
}

static int relay_flags(unsigned long addr, int n, struct page **pages, unsigned int how)
{
	/* expect: check nothing */
	return pin_user_pages_fast(addr, n, how, pages);
}

int relay_named(unsigned long addr, int n, struct page **pages)
{
	return relay_flags(addr, n, pages, FOLL_WRITE);
}
