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

/* --- one too many, one too few --- */

int bobbin_beyond(unsigned long addr, int n, struct page **pages)
{
	int ret, i;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret == n)
		return 0;
	for (i = 0; i <= ret; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return -EFAULT;
}

int bobbin_one_more(unsigned long addr, int n, struct page **pages)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret == n)
		return 0;
	/* expect: check partial-pin */
	unpin_user_pages(pages, ret + 1);
	return -EFAULT;
}

int bobbin_fewer(unsigned long addr, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret, i;

	if (!pages)
		return -ENOMEM;
	/* expect: check partial-pin */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	for (i = 0; i < ret - 1; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	kfree(pages);
	return 0;
}

/* The last one is released by itself. */
int bobbin_fewer_right(unsigned long addr, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret, i;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	for (i = 0; i < ret - 1; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	if (ret > 0)
		/* expect: check nothing */
		unpin_user_page(pages[ret - 1]);
	kfree(pages);
	return 0;
}

/* As many were asked for as the loop goes through. */
int bobbin_count_less_one(unsigned long addr, int n, struct page **pages)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n - 1, FOLL_WRITE, pages);
	if (ret != n - 1) {
		if (ret > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, ret);
		return -EFAULT;
	}
	for (i = 0; i < n - 1; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return 0;
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

/* --- what else tells how far a loop may go --- */

/* Each page is looked at before it is used, by whatever name. */
int bobbin_looks(unsigned long addr, int n, struct page **pages)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	for (i = 0; i < n; i++) {
		struct page *page = pages[i];

		if (!page)
			break;
		bobbin_wind(page);
	}
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return 0;
}

int bobbin_looks_away(unsigned long addr, int n, struct page **pages)
{
	int ret, i;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	for (i = 0; i < n; i++) {
		struct page *page = pages[i];

		bobbin_wind(page);
	}
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return 0;
}

/* The limit is a number of its own. */
int bobbin_up_to(struct bobbin *bobbin, unsigned long addr, int last)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, bobbin->n, FOLL_WRITE, bobbin->pages);
	if (ret < 0)
		return ret;
	for (i = 0; i <= last; i++)
		bobbin_wind(bobbin->pages[i]);
	/* expect: check nothing */
	unpin_user_pages(bobbin->pages, ret);
	return 0;
}

/* Another index takes care of what came. */
int bobbin_around(unsigned long addr, int n, struct page **pages)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret <= 0)
		return ret;
	for (i = 0; i < n; i++)
		bobbin_wind(pages[i % ret]);
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return 0;
}

/* The array is the caller's, who may release what came. */
int bobbin_lent(struct page *pages[], unsigned long addr, int n)
{
	/* expect: check nothing */
	int ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);

	if (ret < n)
		return -EFAULT;
	return 0;
}

int bobbin_own(unsigned long addr)
{
	struct page *pages[8];
	/* expect: check partial-pin */
	int ret = pin_user_pages_fast(addr, 8, FOLL_WRITE, pages);

	if (ret < 8)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_pages(pages, 8);
	return 0;
}
MODULE_LICENSE("GPL");
