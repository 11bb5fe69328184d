// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a switch that sorts by how many pages came: what its labels leave to the code behind it. Each beside its right
 * twin, and labels that tell nothing for sure.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

#define SORTED_PAIR 2

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

/* Each number that is short has a label: what is left is an errno. */
int sorted_one_by_one(unsigned long uaddr)
{
	struct page *pages[4];
	int got, err;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	switch (got) {
	case 4:
		err = 0;
		break;
	case 3:
	case 2:
	case 1:
		err = -EAGAIN;
		break;
	case 0:
		err = -EFAULT;
		break;
	default:
		return got;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, got);
	return err;
}

/* The same by one test for each. */
int sorted_by_tests(unsigned long uaddr)
{
	struct page *pages[3];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, 3, FOLL_WRITE, pages);
	if (got == 0)
		return -EFAULT;
	if (got == 2 || got == 1) {
		/* expect: check nothing */
		unpin_user_pages(pages, got);
		return -EFAULT;
	} else if (got != 3) {
		return got;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, 3);
	return 0;
}

/* One of them has none. */
int sorted_but_one(unsigned long uaddr)
{
	struct page *pages[4];
	int got;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	switch (got) {
	case 3:
	case 1:
		/* expect: check nothing */
		unpin_user_pages(pages, got);
		fallthrough;
	case 0:
		return -EFAULT;
	case 4:
		/* expect: check nothing */
		unpin_user_pages(pages, 4);
		return 0;
	}
	return got < 0 ? got : -EFAULT;
}

/* A buffer of less than a page lies in one, or in two: then 1 is all that is short. */
int sorted_across(unsigned long uaddr, size_t length)
{
	int got, n = offset_in_page(uaddr) + length > PAGE_SIZE ? 2 : 1;
	struct page *pages[2];

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got == 1)
			/* expect: check nothing */
			unpin_user_page(pages[0]);
		return got < 0 ? got : -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

/* Nobody has looked how many a name stands for. */
int sorted_named(unsigned long uaddr)
{
	struct page *pages[SORTED_PAIR];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, ARRAY_SIZE(pages), FOLL_WRITE, pages);
	switch (got) {
	case ARRAY_SIZE(pages):
		break;
	case 1:
		/* expect: check nothing */
		unpin_user_page(pages[0]);
		return -EFAULT;
	default:
		return got ?: -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, SORTED_PAIR);
	return 0;
}

/* Whether some came is another question. */
int sorted_by_some(unsigned long uaddr, int n)
{
	struct page **pages = kvcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got < 1) {
		kvfree(pages);
		return -EFAULT;
	}
	if (got != n) {
		kvfree(pages);
		return -EIO;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	kvfree(pages);
	return 0;
}

/* More than a few, with a label for each. */
int sorted_dozen(unsigned long uaddr)
{
	struct page *pages[12];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, 12, FOLL_WRITE, pages);
	switch (got) {
	case 12: break;
	case 11: case 10: case 9: case 8: case 7: case 6: case 5: case 4: case 3: case 2: case 1:
		/* expect: check nothing */
		unpin_user_pages(pages, got);
		return -EAGAIN;
	case 0: return -EFAULT;
	default: return got;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, 12);
	return 0;
}
