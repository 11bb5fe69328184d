// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: what berth.c takes and releases for this file: pages lost in an object
 * that is freed, or behind a function of the other file that only looks. Each
 * beside a twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include "quay.h"

/* Who frees the object has to release what is in it. */
int ship_object(unsigned long uaddr, int n)
{
	struct quay *q = kzalloc(sizeof(*q), GFP_KERNEL);
	int ret;

	if (!q)
		return -ENOMEM;
	/* expect: line pin-leak */
	ret = quay_berth(q, uaddr, n);
	if (ret)
		goto free;
	ret = quay_open(uaddr);
	if (ret)
		goto free;
	quay_list(q);
	return 0;
free:
	kfree(q);
	return ret;
}

int ship_object_right(unsigned long uaddr, int n)
{
	struct quay *q = kzalloc(sizeof(*q), GFP_KERNEL);
	int ret;

	if (!q)
		return -ENOMEM;
	ret = quay_berth(q, uaddr, n);
	if (ret)
		goto free;
	ret = quay_open(uaddr);
	if (ret)
		goto leave;
	quay_list(q);
	return 0;
leave:
	quay_leave(q);
free:
	kfree(q);
	return ret;
}

/* The object in a variable goes with the function. */
int ship_local(unsigned long uaddr, int n)
{
	struct quay q;
	int ret;

	/* expect: line pin-leak */
	ret = quay_berth(&q, uaddr, n);
	if (ret)
		return ret;
	if (quay_open(uaddr))
		return -EIO;
	quay_leave(&q);
	return 0;
}

int ship_local_right(unsigned long uaddr, int n)
{
	struct quay q;
	int ret;

	ret = quay_berth(&q, uaddr, n);
	if (ret)
		return ret;
	if (quay_open(uaddr))
		ret = -EIO;
	quay_leave(&q);
	return ret;
}

/* Somebody else's object: he releases what is in it. */
int ship_foreign(struct quay *q, unsigned long uaddr, int n)
{
	int ret;

	ret = quay_berth(q, uaddr, n);
	if (ret)
		return ret;
	return quay_open(uaddr) ? -EIO : 0;
}

/* It was listed before it was filled: whoever walks the list finds the pages. */
int ship_listed(unsigned long uaddr, int n)
{
	struct quay *q = kzalloc(sizeof(*q), GFP_KERNEL);
	int ret;

	if (!q)
		return -ENOMEM;
	quay_list(q);
	ret = quay_berth(q, uaddr, n);
	if (ret)
		return ret;
	return quay_open(uaddr) ? -EIO : 0;
}

/* The object is a member of another one. */
struct dock {
	struct quay inner;
	struct quay *outer;
};

int ship_inner(unsigned long uaddr, int n)
{
	struct dock *d = kzalloc(sizeof(*d), GFP_KERNEL);
	int ret;

	if (!d)
		return -ENOMEM;
	/* expect: line pin-leak */
	ret = quay_berth(&d->inner, uaddr, n);
	if (ret)
		goto free;
	ret = quay_open(uaddr);
	if (ret)
		goto free;
	quay_leave(&d->inner);
free:
	kfree(d);
	return ret;
}

int ship_inner_right(unsigned long uaddr, int n)
{
	struct dock *d = kzalloc(sizeof(*d), GFP_KERNEL);
	int ret;

	if (!d)
		return -ENOMEM;
	ret = quay_berth(&d->inner, uaddr, n);
	if (!ret) {
		ret = quay_open(uaddr);
		quay_leave(&d->inner);
	}
	kfree(d);
	return ret;
}

int ship_outer_right(struct quay *q, unsigned long uaddr, int n)
{
	struct dock *d = kzalloc(sizeof(*d), GFP_KERNEL);
	int ret;

	if (!d)
		return -ENOMEM;
	d->outer = q;
	ret = quay_berth(d->outer, uaddr, n);
	if (!ret) {
		ret = quay_open(uaddr);
		quay_leave(d->outer);
	}
	kfree(d);
	return ret;
}

/* A function of the other file looks, and another one releases. */
int ship_array(unsigned long uaddr)
{
	struct page *pages[2];
	int got;

	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, 2, 0, pages);
	if (got == 2 && quay_look(pages))
		return -EIO;
	if (got > 0)
		quay_drop(pages, got);
	return got;
}

int ship_array_right(unsigned long uaddr)
{
	struct page *pages[2];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, 2, 0, pages);
	if (got == 2 && quay_look(pages)) {
		quay_drop(pages, got);
		return -EIO;
	}
	if (got > 0)
		quay_drop(pages, got);
	return got;
}

int ship_again(unsigned long uaddr)
{
	struct page *pages[2];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, 2, 0, pages);
	if (got <= 0)
		return got;
	quay_drop(pages, got);
	/* expect: line double-release */
	quay_drop(pages, got);
	return 0;
}

/* What the other file drops are pins. */
int ship_borrowed(unsigned long uaddr)
{
	struct page *pages[2];
	int got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, 2, 0, pages);
	if (got > 0)
		/* expect: line wrong-release */
		quay_drop(pages, got);
	return got;
}
MODULE_LICENSE("GPL");
