// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pins that are dropped as references, and the other way round, each
 * beside its twin that is right. A finding for put_page(), which is no name of
 * the family, stands at its own line.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct unclasp {
	struct page **pages;
	int count;
};

int unclasp_reference(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	/* expect: check wrong-release */
	unpin_user_page(page);
	return 0;
}

int unclasp_reference_right(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	put_page(page);
	return 0;
}

int unclasp_member(struct unclasp *u, unsigned long uaddr)
{
	/* expect: check nothing */
	u->count = get_user_pages_fast(uaddr, 4, 0, u->pages);
	if (u->count < 0)
		return u->count;
	/* expect: check wrong-release */
	unpin_user_pages(u->pages, u->count);
	return 0;
}

int unclasp_member_right(struct unclasp *u, unsigned long uaddr)
{
	/* expect: check nothing */
	u->count = pin_user_pages_fast(uaddr, 4, 0, u->pages);
	if (u->count < 0)
		return u->count;
	/* expect: check nothing */
	unpin_user_pages(u->pages, u->count);
	return 0;
}

/* The pages of another array, of which nothing is known here. */
int unclasp_member_other(struct unclasp *u, struct unclasp *old,
			 unsigned long uaddr)
{
	/* expect: check nothing */
	u->count = get_user_pages_fast(uaddr, 4, 0, u->pages);
	/* expect: check nothing */
	unpin_user_pages(old->pages, old->count);
	u = old;
	/* expect: check nothing */
	unpin_user_pages(u->pages, u->count);
	return u->count;
}

/* One object, both kinds: the branch knows which. */
int unclasp_both_right(unsigned long uaddr, bool pin)
{
	struct page *page;
	int ret;

	if (pin) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(uaddr, 1, 0, &page);
	} else {
		/* expect: check nothing */
		ret = get_user_pages_fast(uaddr, 1, 0, &page);
	}
	if (ret != 1)
		return ret;
	if (pin) {
		/* expect: check nothing */
		unpin_user_page(page);
	} else {
		put_page(page);
	}
	return 0;
}

/* The array is used twice, for one kind after the other. */
int unclasp_reused(unsigned long uaddr, struct page **pages)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(uaddr, 4, 0, pages);
	if (ret > 0) {
		/* expect: check nothing */
		unpin_user_pages(pages, ret);
	}
	/* expect: check nothing */
	ret = get_user_pages_fast(uaddr, 4, 0, pages);
	if (ret > 0) {
		/* expect: check wrong-release */
		unpin_user_pages(pages, ret);
	}
	return ret;
}

/* What another function put there. */
int unclasp_refilled(unsigned long uaddr, struct page **pages,
		     struct page *other)
{
	/* expect: check nothing */
	int ret = get_user_pages_fast(uaddr, 1, 0, pages);

	if (ret == 1)
		put_page(pages[0]);
	pages[0] = other;
	/* expect: check nothing */
	unpin_user_page(pages[0]);
	return ret;
}

/* An element by another name, in a loop. */
int unclasp_element(unsigned long uaddr, int n)
{
	struct page **pages = kmalloc(n * sizeof(*pages), 0);
	int i, got;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	for (i = 0; i < got; i++) {
		struct page *page = pages[i];

		/* expect: check wrong-release */
		unpin_user_page(page);
	}
	kfree(pages);
	return got;
}

/* One of two kinds, chosen inside an expression. */
int unclasp_chosen(unsigned long uaddr, bool pin)
{
	struct page *page;
	/* expect: check nothing */
	int ret = pin ? pin_user_pages_fast(uaddr, 1, 0, &page) :
		  /* expect: check nothing */
		  get_user_pages_fast(uaddr, 1, 0, &page);

	if (ret != 1)
		return -EFAULT;
	if (pin)
		/* expect: check nothing */
		unpin_user_page(page);
	else
		put_page(page);
	return 0;
}
MODULE_LICENSE("GPL");
