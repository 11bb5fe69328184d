// SPDX-License-Identifier: GPL-2.0-only
/* guptidy: pages in members of the file's own object, taken by one function and given back by another. */
#include <linux/mm.h>

static struct bellows {
	struct page **pages;
	int n;
} bellows;

int bellows_fill(unsigned long uaddr, int n)
{
	bellows.n = get_user_pages_fast(uaddr, n, FOLL_WRITE, bellows.pages);
	return bellows.n < 0 ? bellows.n : 0;
}

void bellows_empty(void)
{
	int i;

	for (i = 0; i < bellows.n; i++)
		put_page(bellows.pages[i]);
	bellows.n = 0;
}
