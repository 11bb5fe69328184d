// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: one array that several calls fill, each a part of it; what is done with one part says nothing of the
 * others. Beside them what goes wrong with one of the parts.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/slab.h>

struct loom {
	struct page *threads[2];
};

struct shuttle {
	struct page **pages;
	int n;
};

void loom_hand_over(struct page *page);

int loom_two(unsigned long warp, unsigned long weft)
{
	struct page *pages[2];

	/* expect: check nothing */
	if (pin_user_pages_fast(warp, 1, FOLL_WRITE, &pages[0]) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (pin_user_pages_fast(weft, 1, FOLL_WRITE, &pages[1]) != 1) {
		/* expect: check nothing */
		unpin_user_page(pages[0]);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_page(pages[0]);
	/* expect: check nothing */
	unpin_user_page(pages[1]);
	return 0;
}

int loom_two_lost(unsigned long warp, unsigned long weft)
{
	struct page *pages[2];

	/* expect: check pin-leak */
	if (pin_user_pages_fast(warp, 1, FOLL_WRITE, &pages[0]) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (pin_user_pages_fast(weft, 1, FOLL_WRITE, &pages[1]) != 1)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_page(pages[0]);
	/* expect: check nothing */
	unpin_user_page(pages[1]);
	return 0;
}

int loom_one_twice(unsigned long warp, unsigned long weft)
{
	struct page *pages[2];

	/* expect: check pin-leak */
	if (pin_user_pages_fast(warp, 1, FOLL_WRITE, &pages[0]) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (pin_user_pages_fast(weft, 1, FOLL_WRITE, &pages[0]) != 1)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_page(pages[0]);
	return 0;
}

/* One of each kind. */
int loom_mixed(unsigned long warp, unsigned long weft, struct loom *loom)
{
	/* expect: check nothing */
	if (pin_user_pages_fast(warp, 1, FOLL_WRITE, &loom->threads[0]) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (get_user_pages_fast(weft, 1, FOLL_WRITE, &loom->threads[1]) != 1) {
		/* expect: check nothing */
		unpin_user_page(loom->threads[0]);
		return -EFAULT;
	}
	return 0;
}

int loom_mixed_wrong(unsigned long warp, unsigned long weft)
{
	struct page *pages[2];

	/* expect: check nothing */
	if (pin_user_pages_fast(warp, 1, FOLL_WRITE, &pages[0]) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (get_user_pages_fast(weft, 1, FOLL_WRITE, &pages[1]) != 1) {
		/* expect: line wrong-release */
		put_page(pages[0]);
		return -EFAULT;
	}
	put_page(pages[1]);
	/* expect: check nothing */
	unpin_user_page(pages[0]);
	return 0;
}

/* The second part begins where the first one ends. */
int loom_rows(unsigned long warp, unsigned long weft, int n, int m)
{
	struct page **pages = kcalloc(n + m, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(warp, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		kfree(pages);
		return -EFAULT;
	}
	/* expect: check nothing */
	got = get_user_pages_fast(weft, m, FOLL_WRITE, pages + n);
	if (got != m) {
		if (got > 0)
			release_pages(pages + n, got);
		/* expect: check nothing */
		unpin_user_pages(pages, n);
		kfree(pages);
		return -EFAULT;
	}
	release_pages(&pages[n], m);
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	kfree(pages);
	return 0;
}

int loom_rows_by_number(unsigned long warp, unsigned long weft)
{
	struct page *pages[16];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(warp, 8, FOLL_WRITE, pages);
	if (got != 8) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	/* expect: check nothing */
	got = pin_user_pages_fast(weft, 8, FOLL_WRITE, &pages[8]);
	if (got != 8) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(&pages[8], got);
		/* expect: check nothing */
		unpin_user_pages(pages, 8);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, 8);
	/* expect: check nothing */
	unpin_user_pages(&pages[8], 8);
	return 0;
}

/* Nobody can tell whether these are two. */
int loom_by_index(unsigned long warp, unsigned long weft, int i, int k)
{
	struct page *pages[4];

	/* expect: check nothing */
	if (pin_user_pages_fast(warp, 1, FOLL_WRITE, &pages[i]) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (get_user_pages_fast(weft, 1, FOLL_WRITE, &pages[k]) != 1) {
		/* expect: check nothing */
		unpin_user_page(pages[i]);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_page(pages[i]);
	put_page(pages[k]);
	return 0;
}

/* Filled one after the other, released one by one. */
int loom_in_a_loop(unsigned long warp)
{
	struct page *pages[2];
	int i;

	for (i = 0; i < 2; i++)
		/* expect: check nothing */
		if (pin_user_pages_fast(warp + i * PAGE_SIZE, 1, FOLL_WRITE, &pages[i]) != 1)
			goto unpin;
	/* expect: check nothing */
	unpin_user_page(pages[0]);
	/* expect: check nothing */
	unpin_user_page(pages[1]);
	return 0;
unpin:
	if (i)
		/* expect: check nothing */
		unpin_user_page(pages[0]);
	return -EFAULT;
}

/* What moves from one element to another is released there. */
int loom_moves(unsigned long warp, unsigned long weft)
{
	struct page *pages[2];

	/* expect: check nothing */
	if (pin_user_pages_fast(warp, 1, FOLL_WRITE, &pages[0]) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (get_user_pages_fast(weft, 1, FOLL_WRITE, &pages[1]) != 1) {
		/* expect: check nothing */
		unpin_user_page(pages[0]);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_page(pages[0]);
	pages[0] = pages[1];
	put_page(pages[0]);
	return 0;
}

int loom_moves_arrays(unsigned long warp, struct shuttle *shuttle, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(warp, n, FOLL_WRITE, shuttle[1].pages);

	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(shuttle[1].pages, got);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(shuttle[0].pages, n);
	shuttle[0].pages = shuttle[1].pages;
	/* expect: check nothing */
	unpin_user_pages(shuttle[0].pages, n);
	return 0;
}

/* *(pages + i) is pages[i]. */
int loom_two_by_sum(unsigned long warp, unsigned long weft)
{
	struct page *pages[2];

	/* expect: check nothing */
	if (pin_user_pages_fast(warp, 1, FOLL_WRITE, pages) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (pin_user_pages_fast(weft, 1, FOLL_WRITE, pages + 1) != 1) {
		/* expect: check nothing */
		unpin_user_page(*(pages + 0));
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_page(*(pages + 0));
	/* expect: check nothing */
	unpin_user_page(*(pages + 1));
	return 0;
}

int loom_two_by_sum_lost(unsigned long warp, unsigned long weft)
{
	struct page *pages[2];

	/* expect: check pin-leak */
	if (pin_user_pages_fast(warp, 1, FOLL_WRITE, pages) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (pin_user_pages_fast(weft, 1, FOLL_WRITE, pages + 1) != 1)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_page(*(pages + 0));
	/* expect: check nothing */
	unpin_user_page(*(pages + 1));
	return 0;
}

/* pages[n] comes behind the n that were asked for, until n counts down. */
int loom_counted_down(unsigned long warp, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(warp, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	while (n--)
		loom_hand_over(pages[n]);
	return -EIO;
}

int loom_counted_down_in_object(struct shuttle *shuttle, unsigned long warp)
{
	struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(warp, shuttle->n, FOLL_WRITE, pages);
	if (got != shuttle->n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	while (shuttle->n > 0) {
		shuttle->n--;
		loom_hand_over(pages[shuttle->n]);
	}
	return -EIO;
}

/* It stays what it was, once it is known: this one is not of those that came. */
int loom_one_behind(unsigned long warp, int n)
{
	struct page *pages[8];
	int got;

	if (n > 7)
		n = 7;
	pages[n] = NULL;
	/* expect: check pin-leak */
	got = pin_user_pages_fast(warp, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	loom_hand_over(pages[n]);
	return -EIO;
}

/* What begins behind them comes to them, if it goes down. */
int loom_from_behind(unsigned long warp, int n)
{
	struct page *pages[8], **thread;
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(warp, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	thread = pages + n;
	while (thread-- > pages)
		/* expect: check nothing */
		unpin_user_page(*thread);
	return -EIO;
}

int loom_from_behind_in_head(unsigned long warp, int n)
{
	struct page *pages[8], **thread;
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(warp, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	for (thread = &pages[n]; thread != pages; --thread)
		/* expect: check nothing */
		unpin_user_page(thread[-1]);
	return -EIO;
}

int loom_behind_lost(unsigned long warp, int n)
{
	struct page *pages[8], **thread;
	int got;

	/* expect: check pin-leak */
	got = pin_user_pages_fast(warp, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	thread = pages + n;
	loom_hand_over(*thread);
	return -EIO;
}
