// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that are still held when others take their place in the variable or array. Each beside a twin that
 * has released them by then, or knows them by another name.
 */
#include <linux/mm.h>
#include <linux/module.h>

int palimpsest_read(unsigned long uaddr, unsigned long n);

int palimpsest_two(unsigned long uaddr)
{
	struct page *page;

	/* expect: check pin-leak */
	if (pin_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr + PAGE_SIZE, 1, 0, &page) != 1)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_page(page);
	return 0;
}

int palimpsest_two_right(unsigned long uaddr)
{
	struct page *page, *first;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	first = page;
	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr + PAGE_SIZE, 1, 0, &page) != 1) {
		/* expect: check nothing */
		unpin_user_page(first);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_page(page);
	/* expect: check nothing */
	unpin_user_page(first);
	return 0;
}

/* By the same call. */
int palimpsest_loop(unsigned long uaddr, int n)
{
	struct page *page;
	int i;

	for (i = 0; i < n; i++) {
		/* expect: check pin-leak */
		if (get_user_pages_fast(uaddr + i * PAGE_SIZE, 1, 0, &page) != 1)
			continue;
		if (PageAnon(page))
			continue;
		put_page(page);
	}
	return 0;
}

int palimpsest_loop_right(unsigned long uaddr, int n)
{
	struct page *page;
	int i;

	for (i = 0; i < n; i++) {
		/* expect: check nothing */
		if (get_user_pages_fast(uaddr + i * PAGE_SIZE, 1, 0, &page) != 1)
			continue;
		put_page(page);
	}
	return 0;
}

/* The second time, as the first one failed: there is nothing to lose. */
int palimpsest_again(unsigned long uaddr, int n)
{
	struct page *pages[16];
	/* expect: check nothing */
	int got = get_user_pages_fast(uaddr, ARRAY_SIZE(pages), 0, pages);

	if (got <= 0)
		/* expect: check nothing */
		got = get_user_pages_unlocked(uaddr, ARRAY_SIZE(pages), pages, 0);
	if (got > 0)
		release_pages(pages, got);
	return palimpsest_read(uaddr, n);
}

int palimpsest_array(unsigned long uaddr)
{
	struct page *pages[16];
	/* expect: check pin-leak */
	int got = pin_user_pages_fast(uaddr, ARRAY_SIZE(pages), 0, pages);

	if (got != ARRAY_SIZE(pages))
		goto unpin;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr + sizeof(pages), ARRAY_SIZE(pages), 0, pages);
unpin:
	if (got > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	return got == ARRAY_SIZE(pages) ? 0 : -EFAULT;
}

/* A block that break leaves is no loop: each of the two is released once. */
int palimpsest_once_right(unsigned long uaddr)
{
	struct page *page, *first;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	do {
		first = page;
		/* expect: check nothing */
		if (pin_user_pages_fast(uaddr + PAGE_SIZE, 1, 0, &page) != 1)
			break;
		/* expect: check nothing */
		unpin_user_page(page);
	} while (0);
	/* expect: check nothing */
	unpin_user_page(first);
	return 0;
}
