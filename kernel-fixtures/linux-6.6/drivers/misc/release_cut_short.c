// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: loops that release page for page, and are left for an error before
 * they have come to the last one. Beside them, loops that are right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

int penstock_pass(unsigned long addr);
int penstock_copy(struct page *page);
void penstock_take(struct page **pages, int from);

int penstock_break(unsigned long addr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int i, got, err = 0;

	if (!pages)
		return -ENOMEM;
	/* expect: check partial-pin */
	got = pin_user_pages_fast(addr, n, 0, pages);
	for (i = 0; i < got; i++) {
		err = penstock_pass(addr);
		if (err)
			break;
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	}
	kfree(pages);
	return got < 0 ? got : err;
}

int penstock_return(unsigned long addr)
{
	struct page *pages[16];
	int i, got;

	/* expect: check partial-pin */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		struct page *page = pages[i];
		int err = penstock_copy(page);

		put_page(page);
		if (unlikely(err < 0))
			return err;
	}
	return got < 0 ? got : 0;
}

int penstock_goto(unsigned long addr)
{
	struct page *pages[16];
	int i, got, err = -EFAULT;

	/* expect: check partial-pin */
	got = get_user_pages_fast(addr, 16, 0, pages);
	if (got != 16) {
		while (got > 0)
			put_page(pages[--got]);
		return -EFAULT;
	}
	for (i = 0; i < 16; i++) {
		if (penstock_pass(addr) > 3) {
			err = -EINVAL;
			goto out;
		}
		put_page(pages[i]);
	}
	err = 0;
out:
	return err;
}

/* --- the others are released, too --- */

int penstock_rest(unsigned long addr)
{
	struct page *pages[16];
	int i, got, err = 0;

	/* expect: check nothing */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		err = penstock_pass(addr);
		if (err)
			break;
		put_page(pages[i]);
	}
	for (; i < got; i++)
		put_page(pages[i]);
	return got < 0 ? got : err;
}

int penstock_rest_there(unsigned long addr)
{
	struct page *pages[16];
	int i, got, err;

	/* expect: check nothing */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		err = penstock_pass(addr);
		if (err) {
			while (i < got)
				put_page(pages[i++]);
			return err;
		}
		put_page(pages[i]);
	}
	return got < 0 ? got : 0;
}

int penstock_rest_label(unsigned long addr)
{
	struct page *pages[16];
	int i, got, err = 0;

	/* expect: check nothing */
	got = pin_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		err = penstock_pass(addr);
		if (err)
			goto rest;
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	}
	return got < 0 ? got : 0;
rest:
	/* expect: check nothing */
	unpin_user_pages(pages + i, got - i);
	return err;
}

/* --- nobody can tell whether there are others --- */

int penstock_until(unsigned long addr, int left)
{
	struct page *pages[16];
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		left -= penstock_copy(pages[i]);
		put_page(pages[i]);
		if (!left)
			break;
	}
	return got < 0 ? got : 0;
}

int penstock_next(unsigned long addr)
{
	struct page *pages[16];
	int i, got, err = 0;

	/* expect: check nothing */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		err = penstock_copy(pages[i]);
		if (err)
			goto next;
		penstock_pass(addr);
next:
		put_page(pages[i]);
	}
	return got < 0 ? got : err;
}

int penstock_stored(unsigned long addr, struct page **pages)
{
	int i, got, err = 0;

	/* expect: check nothing */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		err = penstock_pass(addr);
		if (err)
			break;
		put_page(pages[i]);
	}
	return got < 0 ? got : err;
}

/* Left by the else, and what stands behind the jump is dead. */
int penstock_else(unsigned long addr)
{
	struct page *pages[16];
	int i, got;

	/* expect: check partial-pin */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		struct page *page = pages[i];
		int err = penstock_copy(page);

		put_page(page);
		if (!err)
			penstock_pass(addr);
		else
			return err;;
	}
	return got < 0 ? got : 0;
}

int penstock_else_right(unsigned long addr)
{
	struct page *pages[16];
	int i, got, failed = 0;

	/* expect: check nothing */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		struct page *page = pages[i];
		int err = penstock_copy(page);

		put_page(page);
		if (!err)
			penstock_pass(addr);
		else
			failed = err;
	}
	return got < 0 ? got : failed;
}

/* What is asked is whether all is well: the other branch leaves. */
bool penstock_is_well(struct page *page);
void release_pages(struct page **pages, int n);

int penstock_well(unsigned long addr)
{
	struct page *pages[16];
	int i, got;

	/* expect: check partial-pin */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		bool well = penstock_is_well(pages[i]);

		put_page(pages[i]);
		if (!well)
			return -EIO;
	}
	return got < 0 ? got : 0;
}

int penstock_well_right(unsigned long addr)
{
	struct page *pages[16];
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		bool well = penstock_is_well(pages[i]);

		put_page(pages[i]);
		if (!well) {
			release_pages(pages + i + 1, got - i - 1);
			return -EIO;
		}
	}
	return got < 0 ? got : 0;
}

/* What looks at a page before the loop is left takes no page over; who gets one may release it. */
int penstock_looked_at(unsigned long addr)
{
	struct page *pages[16];
	int i, got;

	/* expect: check partial-pin */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		if (penstock_copy(pages[i])) {
			flush_dcache_page(pages[i]);
			return -EIO;
		}
		put_page(pages[i]);
	}
	return got < 0 ? got : 0;
}

int penstock_given_away(unsigned long addr)
{
	struct page *pages[16];
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		if (PageReserved(pages[i])) {
			penstock_take(pages, i);
			return -EIO;
		}
		put_page(pages[i]);
	}
	return got < 0 ? got : 0;
}

/* Of one page on it may copy them all. */
int penstock_copied(struct page **to, unsigned long addr)
{
	struct page *pages[16];
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(addr, 16, 0, pages);
	for (i = 0; i < got; i++) {
		if (PageReserved(pages[i])) {
			memcpy(to, &pages[i], (got - i) * sizeof(*to));
			return -EIO;
		}
		put_page(pages[i]);
	}
	return got < 0 ? got : 0;
}
