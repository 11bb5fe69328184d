// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: loops and numbers that do not fit what came: from the second page on, down to it, one too many, twice as
 * many, half of them, and a test that lets one page be missing. Each beside a twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct abacus {
	struct page **beads;
	unsigned long uaddr;
};

void abacus_count(struct abacus *abacus, struct page *bead);

int abacus_from_one(struct abacus *abacus, int n)
{
	/* expect: check partial-pin */
	int i, got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got < 0)
		return got;
	for (i = 1; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(abacus->beads[i]);
	kfree(abacus->beads);
	return 0;
}

/* The first one has gone elsewhere. */
int abacus_all_but_one(struct abacus *abacus, int n)
{
	/* expect: check nothing */
	int i, got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got <= 0)
		return got;
	abacus_count(abacus, abacus->beads[0]);
	for (i = 1; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(abacus->beads[i]);
	kfree(abacus->beads);
	return 0;
}

int abacus_down(struct abacus *abacus, int n)
{
	/* expect: check partial-pin */
	int i, got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got < 0)
		return got;
	for (i = got - 1; i > 0; i--)
		/* expect: check nothing */
		unpin_user_page(abacus->beads[i]);
	kfree(abacus->beads);
	return 0;
}

int abacus_down_too_far(struct abacus *abacus, int n)
{
	/* expect: check partial-pin */
	int i, got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got < 0)
		return got;
	for (i = got; i >= 0; i--)
		/* expect: check nothing */
		unpin_user_page(abacus->beads[i]);
	kfree(abacus->beads);
	return 0;
}

int abacus_down_right(struct abacus *abacus, int n)
{
	/* expect: check nothing */
	int i, got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got < 0)
		return got;
	for (i = got - 1; i >= 0; i--)
		/* expect: check nothing */
		unpin_user_page(abacus->beads[i]);
	kfree(abacus->beads);
	return 0;
}

int abacus_drain(struct abacus *abacus, int n)
{
	/* expect: check partial-pin */
	int got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got <= 0)
		return got;
	while (--got)
		/* expect: check nothing */
		unpin_user_page(abacus->beads[got]);
	kfree(abacus->beads);
	return 0;
}

int abacus_drain_right(struct abacus *abacus, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got <= 0)
		return got;
	while (got--)
		/* expect: check nothing */
		unpin_user_page(abacus->beads[got]);
	kfree(abacus->beads);
	return 0;
}

/* As many as were asked for. */
int abacus_drain_all(struct abacus *abacus, int n)
{
	/* expect: check partial-pin */
	int got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got == n)
		return 0;
	while (n--)
		/* expect: check nothing */
		unpin_user_page(abacus->beads[n]);
	return -EFAULT;
}

int abacus_twice(struct abacus *abacus, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got < 0)
		return got;
	/* expect: check partial-pin */
	unpin_user_pages(abacus->beads, got * 2);
	return 0;
}

/* There are twice as many. */
int abacus_both(struct abacus *abacus, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got != n)
		goto unpin;
	/* expect: check nothing */
	got = pin_user_pages_fast(abacus->uaddr + (n << PAGE_SHIFT), n, 0, abacus->beads + n);
	if (got != n) {
		/* expect: check nothing */
		unpin_user_pages(abacus->beads, n);
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(abacus->beads + n, got);
		return got < 0 ? got : -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(abacus->beads, n * 2);
	return 0;
unpin:
	if (got > 0)
		/* expect: check nothing */
		unpin_user_pages(abacus->beads, got);
	return got < 0 ? got : -EFAULT;
}

int abacus_half(struct abacus *abacus, int n)
{
	/* expect: check partial-pin */
	int got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got < 0)
		return got;
	/* expect: check nothing */
	unpin_user_pages(abacus->beads, got / 2);
	kfree(abacus->beads);
	return 0;
}

int abacus_one_missing(struct abacus *abacus, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got < n - 1) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(abacus->beads, got);
		return -EFAULT;
	}
	/* expect: check partial-pin */
	unpin_user_pages(abacus->beads, n);
	return 0;
}

int abacus_none_missing(struct abacus *abacus, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got <= n - 1) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(abacus->beads, got);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(abacus->beads, n);
	return 0;
}

/* One that is missing is asked for. */
int abacus_one_known(struct abacus *abacus, int n)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);

	if (got < n - 1) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(abacus->beads, got);
		return -EFAULT;
	}
	if (got == n - 1)
		n = got;
	/* expect: check nothing */
	unpin_user_pages(abacus->beads, n);
	return 0;
}

/* Those that came are released, and then all that were asked for. */
int abacus_some_then_all(struct abacus *abacus, int n)
{
	int got, err = 0;

	/* expect: check nothing */
	got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);
	if (got < 0)
		return got;
	if (got < n) {
		/* expect: check nothing */
		unpin_user_pages(abacus->beads, got);
		err = -EFAULT;
	}
	/* expect: check partial-pin */
	unpin_user_pages(abacus->beads, n);
	return err;
}

int abacus_some_or_all(struct abacus *abacus, int n)
{
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);
	if (got < 0)
		return got;
	if (got < n) {
		/* expect: check nothing */
		unpin_user_pages(abacus->beads, got);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(abacus->beads, n);
	return 0;
}

/* In between they were filled anew. */
int abacus_some_then_others(struct abacus *abacus, struct page *spare, int n)
{
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(abacus->uaddr, n, 0, abacus->beads);
	if (got < 0)
		return got;
	if (got < n) {
		/* expect: check nothing */
		release_pages(abacus->beads, got);
		for (i = 0; i < n; i++) {
			get_page(spare);
			abacus->beads[i] = spare;
		}
	}
	/* expect: check nothing */
	release_pages(abacus->beads, n);
	return 0;
}
