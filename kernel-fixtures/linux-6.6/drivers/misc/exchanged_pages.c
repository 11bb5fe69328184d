// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that change places with others before something is released: swap(), xchg(), a struct or an
 * array that is copied, a union. Each beside a twin in which they stay where they are.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct ferry {
	struct page **pages;
	unsigned long uaddr;
	int n;
};

void ferry_cross(struct ferry *ferry, struct page **spare);

/* What is released are the pages of the other one: how many of these there are is nobody's question here. */
int ferry_swap(struct ferry *ferry, struct ferry *other, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(ferry->uaddr, n, FOLL_WRITE, ferry->pages);

	if (got < 0)
		return got;
	swap(ferry->pages, other->pages);
	/* expect: check nothing */
	unpin_user_pages(ferry->pages, n);
	return 0;
}

int ferry_swap_others(struct ferry *ferry, struct ferry *other, struct ferry *third, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(ferry->uaddr, n, FOLL_WRITE, ferry->pages);

	if (got < 0)
		return got;
	swap(third->pages, other->pages);
	/* expect: check partial-pin */
	unpin_user_pages(ferry->pages, n);
	return 0;
}

/* The whole struct. */
int ferry_copy(struct ferry *ferry, struct ferry *other, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(ferry->uaddr, n, FOLL_WRITE, ferry->pages);

	if (got < 0)
		return got;
	*ferry = *other;
	/* expect: check nothing */
	unpin_user_pages(ferry->pages, n);
	return 0;
}

int ferry_copy_back(struct ferry *ferry, struct ferry *other, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(ferry->uaddr, n, FOLL_WRITE, ferry->pages);

	if (got < 0)
		return got;
	*other = *ferry;
	/* expect: check partial-pin */
	unpin_user_pages(ferry->pages, n);
	return 0;
}

/* References by now; the pins are in `old`. */
int ferry_exchange(struct ferry *ferry, struct page **spare, int n)
{
	struct page **old;
	/* expect: check nothing */
	int got = pin_user_pages_fast(ferry->uaddr, n, FOLL_WRITE, ferry->pages);

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(ferry->pages, got);
		return got < 0 ? got : -EFAULT;
	}
	old = xchg(&ferry->pages, spare);
	release_pages(ferry->pages, n);
	ferry_cross(ferry, old);
	return 0;
}

int ferry_exchange_not(struct ferry *ferry, struct page **spare, int n)
{
	struct page **old = spare;
	/* expect: check nothing */
	int got = pin_user_pages_fast(ferry->uaddr, n, FOLL_WRITE, ferry->pages);

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(ferry->pages, got);
		return got < 0 ? got : -EFAULT;
	}
	/* expect: line wrong-release */
	release_pages(ferry->pages, n);
	ferry_cross(ferry, old);
	return 0;
}

/* One page. */
int ferry_one(unsigned long uaddr, struct page *old)
{
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	swap(page, old);
	put_page(page);
	/* expect: check nothing */
	unpin_user_page(old);
	return 0;
}

/* Two arrays are emptied, the second one where the first one was. */
int ferry_both(struct page **pages, struct page **others, unsigned long uaddr, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return got < 0 ? got : -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	memcpy(pages, others, n * sizeof(*pages));
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

int ferry_both_wrong(struct page **pages, struct page **others, unsigned long uaddr, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return got < 0 ? got : -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	memset(others, 0, n * sizeof(*others));
	/* expect: check double-release */
	unpin_user_pages(pages, n);
	return 0;
}

/* Whoever has the copy has the pages. */
int ferry_lend(struct ferry *ferry, int n)
{
	struct page *local[16];
	/* expect: check nothing */
	int got = pin_user_pages_fast(ferry->uaddr, ARRAY_SIZE(local), FOLL_WRITE, local);

	if (got != ARRAY_SIZE(local)) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(local, got);
		return got < 0 ? got : -EFAULT;
	}
	memcpy(ferry->pages, local, sizeof(local));
	return n ? -EIO : 0;
}

int ferry_lose(struct ferry *ferry, int n)
{
	struct page *local[16];
	/* expect: check pin-leak */
	int got = pin_user_pages_fast(ferry->uaddr, ARRAY_SIZE(local), FOLL_WRITE, local);

	if (got != ARRAY_SIZE(local)) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(local, got);
		return got < 0 ? got : -EFAULT;
	}
	if (n)
		return -EIO;
	memcpy(ferry->pages, local, sizeof(local));
	return 0;
}

/* The page by its other name. */
union cargo {
	struct page *page;
	unsigned long word;
};

int ferry_union(struct ferry *ferry, unsigned long *word)
{
	union cargo cargo;

	/* expect: check nothing */
	if (pin_user_pages_fast(ferry->uaddr, 1, FOLL_WRITE, &cargo.page) != 1)
		return -EFAULT;
	*word = cargo.word;
	return ferry->n ? -EIO : 0;
}

int ferry_union_lost(struct ferry *ferry, unsigned long *word)
{
	union cargo cargo;

	/* expect: check pin-leak */
	if (pin_user_pages_fast(ferry->uaddr, 1, FOLL_WRITE, &cargo.page) != 1)
		return -EFAULT;
	if (ferry->n)
		return -EIO;
	*word = cargo.word;
	return 0;
}

/* What is copied out of the array stays in it. */
int ferry_shown(struct ferry *ferry, unsigned long *shown, int n)
{
	int got = pin_user_pages_fast(ferry->uaddr, n, FOLL_WRITE, ferry->pages);

	if (got < 0)
		return got;
	memcpy(shown, ferry->pages, n * sizeof(*shown));
	/* expect: check partial-pin */
	unpin_user_pages(ferry->pages, n);
	return 0;
}

/* What is copied into it comes from elsewhere. */
int ferry_filled(struct ferry *ferry, struct page **others, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(ferry->uaddr, n, FOLL_WRITE, ferry->pages);

	if (got < 0)
		return got;
	ferry_cross(ferry, ferry->pages);
	memcpy(ferry->pages, others, n * sizeof(*others));
	unpin_user_pages(ferry->pages, n);
	return 0;
}
