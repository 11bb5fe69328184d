// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: loops over all pages of which fewer may have come, and loops that
 * know it; and an array that its scope frees. Each beside a twin.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct bobbin {
	struct page **pages;
	int n;
};

void bobbin_wind(struct page *page);

/* --- loops --- */

int bobbin_while(unsigned long addr, int n, struct page **pages)
{
	int ret, i = 0;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	while (i < n)
		bobbin_wind(pages[i++]);
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return 0;
}

int bobbin_while_right(unsigned long addr, int n, struct page **pages)
{
	int ret, i = 0;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	while (i < ret)
		bobbin_wind(pages[i++]);
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return 0;
}

/* It stops behind the last one that came. */
int bobbin_stops(unsigned long addr, int n, struct page **pages)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	for (i = 0; i < n; i++) {
		if (i >= ret)
			break;
		bobbin_wind(pages[i]);
	}
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return 0;
}

int bobbin_counts_down(unsigned long addr, int n, struct page **pages)
{
	int ret, left, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	left = ret;
	for (i = 0; i < n; i++) {
		if (!left--)
			break;
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	}
	return 0;
}

/* Those that came, and those that did not. */
int bobbin_both(unsigned long addr, int n, struct page **pages)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	for (i = 0; i < n; i++) {
		if (i < ret)
			/* expect: check nothing */
			unpin_user_page(pages[i]);
		else
			pages[i] = NULL;
	}
	return 0;
}

/* The rest is filled in another way. */
int bobbin_fills(unsigned long addr, int n, struct page **pages,
		 struct page *spare)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	for (i = ret; i < n; i++)
		pages[i] = spare;
	return ret;
}

/* --- scopes --- */

int bobbin_scoped(struct bobbin *bobbin, unsigned long addr, int n)
{
	struct page **pages __free(kvfree) =
		kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check partial-pin */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	if (ret < n)
		return -EFAULT;
	bobbin->pages = no_free_ptr(pages);
	return 0;
}

int bobbin_scoped_right(struct bobbin *bobbin, unsigned long addr, int n)
{
	struct page **pages __free(kvfree) =
		kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	bobbin->n = ret;
	bobbin->pages = no_free_ptr(pages);
	return 0;
}

MODULE_LICENSE("GPL");
