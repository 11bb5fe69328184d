// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver for v5.3: the releases that were renamed in v5.6, two of them without make_dirty.
 */
#include <linux/mm.h>

struct anvil {
	struct page **pages;
	unsigned long n;
};

static long anvil_lay(struct anvil *anvil, unsigned long addr)
{
	return get_user_pages(addr, anvil->n, FOLL_WRITE | FOLL_LONGTERM, anvil->pages, NULL);
}

static void anvil_clear(struct anvil *anvil, bool dirty)
{
	if (dirty)
		put_user_pages_dirty_lock(anvil->pages, anvil->n);
	else
		put_user_pages(anvil->pages, anvil->n);
}

static void anvil_clear_one(struct anvil *anvil)
{
	put_user_page(anvil->pages[--anvil->n]);
}

static void anvil_clear_all(struct anvil *anvil)
{
	put_user_pages_dirty(anvil->pages, anvil->n);
}
