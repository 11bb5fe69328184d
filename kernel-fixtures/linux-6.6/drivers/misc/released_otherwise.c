// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pins that are dropped as references, and the other way round, each
 * beside its twin that is right. A finding for put_page(), which is no name of
 * the family, stands at its own line.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct page *alloc_page(gfp_t gfp);
void __free_page(struct page *page);

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

/* --- arrays by other names --- */

/* Filled by the name of a part of it. */
int unclasp_part(struct unclasp *u, unsigned long uaddr, int n)
{
	int got = 0, ret;

	do {
		struct page **rest = u->pages + got;

		/* expect: check nothing */
		ret = get_user_pages_fast(uaddr, n - got, 0, rest);
		if (ret < 0)
			goto release;
		got += ret;
	} while (got < n);
	return 0;

release:
	/* expect: check wrong-release */
	unpin_user_pages(u->pages, got);
	return ret;
}

/* The name moves on, and stands for something else each time. */
int unclasp_moving(struct unclasp *u, unsigned long uaddr, int n)
{
	struct page **rest = u->pages;
	int ret;

	while (n--) {
		/* expect: check nothing */
		ret = get_user_pages_fast(uaddr, 1, 0, rest);
		if (ret < 0)
			return ret;
		rest = u->pages + n;
	}
	/* expect: check nothing */
	unpin_user_page(rest[0]);
	return 0;
}

/* What another object calls so is not this one; nor is a page that was allocated. */
int unclasp_handed_on(struct unclasp *u, unsigned long uaddr, int n)
{
	struct page **pages = (struct page **)kmalloc(n * sizeof(*pages), 0);
	struct page *own = alloc_page(0);
	int got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	u->pages = pages;
	u->count = got;
	if (!own && got > 0) {
		/* expect: check wrong-release */
		unpin_user_pages(pages, got);
		return -ENOMEM;
	}
	if (own)
		__free_page(own);
	return 0;
}

/* NULL, or one of them. */
int unclasp_perhaps(unsigned long uaddr, bool wanted)
{
	struct page *pages[1], *page = NULL;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, pages) != 1)
		return -EFAULT;
	if (wanted)
		page = pages[0];
	else
		put_page(pages[0]);
	if (page)
		/* expect: check wrong-release */
		unpin_user_page(page);
	return 0;
}

/* NULL, one of them, or one from elsewhere. */
int unclasp_perhaps_another(unsigned long uaddr, bool wanted, struct page *other)
{
	struct page *pages[1], *page = other;

	/* expect: check pin-leak */
	if (get_user_pages_fast(uaddr, 1, 0, pages) != 1)
		return -EFAULT;
	if (wanted)
		page = pages[0];
	/* expect: check nothing */
	unpin_user_page(page);
	return 0;
}

/* __free_page() takes back what alloc_page() handed out, and no page of user space. */
int unclasp_free(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	/* expect: line wrong-release */
	__free_page(page);
	return 0;
}

int unclasp_free_right(unsigned long uaddr)
{
	struct page *page, *copy = alloc_page(0);
	int ret = -EFAULT;

	if (!copy)
		return -ENOMEM;
	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) == 1) {
		put_page(page);
		ret = 0;
	}
	__free_page(copy);
	return ret;
}

/* A function that gets the pages drops a reference of each. */
static void unclasp_all(struct page **pages, int n)
{
	int i;

	for (i = 0; i < n; i++)
		/* expect: line wrong-release */
		put_page(pages[i]);
}

static void unclasp_all_right(struct page **pages, int n)
{
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	kfree(pages);
}

int unclasp_helped(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, pages);
	if (got > 0)
		unclasp_all(pages, got);
	kfree(pages);
	return got;
}

int unclasp_helped_right(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, pages);
	if (got > 0)
		unclasp_all_right(pages, got);
	else
		kfree(pages);
	return got;
}

/* Which of the two it is, its parameter says. */
static void unclasp_by_kind(struct page *page, bool is_pin)
{
	if (is_pin)
		/* expect: check nothing */
		unpin_user_page(page);
	else
		put_page(page);
}

int unclasp_helped_either(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	unclasp_by_kind(page, true);
	return 0;
}

MODULE_LICENSE("GPL");
