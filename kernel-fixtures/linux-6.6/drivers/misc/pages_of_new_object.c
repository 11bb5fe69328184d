// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a function that makes an object of pinned pages, registers it, and
 * returns an ERR_PTR if that fails: what it takes back then, and what it
 * forgets.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct lockbox {
	struct page **pages;
	int n_pages;
	unsigned long id;
};

int lockbox_number(struct lockbox *box);
int lockbox_announce(unsigned long id);

/* All is taken back. */
struct lockbox *lockbox_register(unsigned long addr, int n)
{
	struct lockbox *box = kzalloc(sizeof(*box), GFP_KERNEL);
	struct lockbox *ret;
	int rc;

	if (!box)
		return ERR_PTR(-ENOMEM);
	box->pages = kcalloc(n, sizeof(*box->pages), GFP_KERNEL);
	if (!box->pages) {
		ret = ERR_PTR(-ENOMEM);
		goto err;
	}
	/* expect: check nothing */
	rc = pin_user_pages_fast(addr, n, FOLL_WRITE | FOLL_LONGTERM, box->pages);
	if (rc > 0)
		box->n_pages = rc;
	if (rc != n) {
		if (rc >= 0)
			rc = -ENOMEM;
		ret = ERR_PTR(rc);
		goto err;
	}
	rc = lockbox_announce(addr);
	if (rc) {
		ret = ERR_PTR(rc);
		goto err;
	}
	return box;
err:
	if (box->pages)
		/* expect: check nothing */
		unpin_user_pages(box->pages, box->n_pages);
	kfree(box->pages);
	kfree(box);
	return ret;
}

/* The array is freed, and not what is in it. */
struct lockbox *lockbox_register_lost(unsigned long addr, int n)
{
	struct lockbox *box = kzalloc(sizeof(*box), GFP_KERNEL);
	int rc;

	if (!box)
		return ERR_PTR(-ENOMEM);
	box->pages = kcalloc(n, sizeof(*box->pages), GFP_KERNEL);
	/* expect: check pin-leak */
	rc = pin_user_pages_fast(addr, n, FOLL_WRITE | FOLL_LONGTERM, box->pages);
	if (rc != n) {
		if (rc > 0)
			/* expect: check nothing */
			unpin_user_pages(box->pages, rc);
		rc = rc < 0 ? rc : -ENOMEM;
		goto err;
	}
	rc = lockbox_announce(addr);
	if (rc)
		goto err;
	return box;
err:
	kfree(box->pages);
	kfree(box);
	return ERR_PTR(rc);
}

/* The number is in the object only when all came: a few are forgotten. */
struct lockbox *lockbox_register_short(unsigned long addr, int n)
{
	struct lockbox *box = kzalloc(sizeof(*box), GFP_KERNEL);
	int rc;

	if (!box)
		return ERR_PTR(-ENOMEM);
	box->pages = kcalloc(n, sizeof(*box->pages), GFP_KERNEL);
	/* expect: check partial-pin */
	rc = pin_user_pages_fast(addr, n, FOLL_WRITE | FOLL_LONGTERM, box->pages);
	if (rc != n) {
		kfree(box->pages);
		kfree(box);
		return ERR_PTR(rc < 0 ? rc : -ENOMEM);
	}
	box->n_pages = rc;
	return box;
}

/* Who gets the object may release what is in it, and does so by its number. */
static void lockbox_release(struct lockbox *box)
{
	/* expect: check nothing */
	unpin_user_pages(box->pages, box->n_pages);
	kfree(box->pages);
	kfree(box);
}

struct lockbox *lockbox_register_helped(unsigned long addr, int n)
{
	struct lockbox *box = kzalloc(sizeof(*box), GFP_KERNEL);
	int rc;

	if (!box)
		return ERR_PTR(-ENOMEM);
	box->pages = kcalloc(n, sizeof(*box->pages), GFP_KERNEL);
	/* expect: check nothing */
	rc = pin_user_pages_fast(addr, n, FOLL_WRITE | FOLL_LONGTERM, box->pages);
	if (rc < 0) {
		kfree(box->pages);
		kfree(box);
		return ERR_PTR(rc);
	}
	box->n_pages = rc;
	if (rc != n || lockbox_announce(addr)) {
		lockbox_release(box);
		return ERR_PTR(-EFAULT);
	}
	return box;
}

struct lockbox *lockbox_register_unhelped(unsigned long addr, int n)
{
	struct lockbox *box = kzalloc(sizeof(*box), GFP_KERNEL);
	int rc;

	if (!box)
		return ERR_PTR(-ENOMEM);
	box->pages = kcalloc(n, sizeof(*box->pages), GFP_KERNEL);
	/* expect: check pin-leak */
	rc = pin_user_pages_fast(addr, n, FOLL_WRITE | FOLL_LONGTERM, box->pages);
	if (rc != n) {
		box->n_pages = rc > 0 ? rc : 0;
		lockbox_release(box);
		return ERR_PTR(-EFAULT);
	}
	box->n_pages = rc;
	if (lockbox_announce(addr)) {
		kfree(box->pages);
		kfree(box);
		return ERR_PTR(-EIO);
	}
	return box;
}

MODULE_LICENSE("GPL");
