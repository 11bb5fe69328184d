// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a switch that sorts by how many pages came: what its labels leave to the code behind it. Each beside its right
 * twin, and labels that tell nothing for sure.
 */
#include <linux/mm.h>
#include <linux/module.h>

enum { SORTED_FEWEST = 1 };

int sorting_office(void);

int sorted_errors(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int i, got;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	switch (got) {
	case -EFAULT:
	case -ENOMEM:
	case 0:
		return -EINVAL;
	}
	for (i = 0; i < n; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return 0;
}

int sorted_errors_right(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	switch (got) {
	case -EFAULT:
	case -ENOMEM:
	case 0:
		return -EINVAL;
	default:
		if (got < 0)
			return got;
		break;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, got);
	return 0;
}

int sorted_two(unsigned long uaddr)
{
	struct page *pages[2];
	int got;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, 2, FOLL_WRITE, pages);
	switch (got) {
	case 2:
		break;
	case 1:
		return -EFAULT;
	default:
		return got;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, 2);
	return 0;
}

int sorted_two_right(unsigned long uaddr)
{
	struct page *pages[2];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, 2, FOLL_WRITE, pages);
	switch (got) {
	case 2:
		break;
	case 1:
		/* expect: check nothing */
		unpin_user_page(pages[0]);
		return -EFAULT;
	default:
		return got;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, 2);
	return 0;
}

/* What is no label of the switch may be all, or fewer, or an errno. */
int sorted_rest(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	switch (got) {
	default:
		if (got == n)
			break;
		return got < 0 ? got : -EFAULT;
	case 0:
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

/* A range leaves to the others what it does not hold, and that nobody reckons. */
int sorted_range(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	switch (got) {
	case 1 ... 8:
		break;
	default:
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, got);
	return 0;
}

/* The labels of a switch in the switch are about something else. */
int sorted_within(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	switch (got) {
	case 0:
		switch (sorting_office()) {
		case -EFAULT:
			return -EFAULT;
		case 1:
			return -EIO;
		}
		return -EAGAIN;
	default:
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return got;
	}
}

/* Nobody knows which number that is. */
int sorted_by_name(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	switch (got) {
	case SORTED_FEWEST:
		return -EFAULT;
	}
	if (got > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	return 0;
}
