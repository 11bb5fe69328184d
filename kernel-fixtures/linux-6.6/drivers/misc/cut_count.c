// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: 64-bit counts for functions that count in int, each beside its twin
 * with a bound: a limit, a mask, an allocation, a narrower type, a function that
 * counts in long.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

long cut_parameter(unsigned long uaddr, size_t n, struct page **pages)
{
	/* expect: check count-truncation */
	return pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
}

/* The end of a loop is no bound. */
int cut_local(unsigned long uaddr, unsigned long len, struct page **pages)
{
	unsigned long n = (len + PAGE_SIZE - 1) >> PAGE_SHIFT, i;
	int pinned;

	/* expect: check count-truncation */
	pinned = pin_user_pages_fast(uaddr, len >> 12, FOLL_WRITE, pages);
	if (pinned < 0)
		return pinned;
	for (i = 0; i < n; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return 0;
}

long cut_limited(unsigned long uaddr, size_t n, struct page **pages)
{
	if (n > 512)
		return -EINVAL;
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
}

long cut_limited_before(unsigned long uaddr, unsigned long len,
			struct page **pages)
{
	unsigned long n;

	if (len > 512 * PAGE_SIZE)
		return -EINVAL;
	n = len >> 12;
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
}

/* What was cut is found. */
int cut_compared(unsigned long uaddr, unsigned long n, struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (pinned != n)
		return -EFAULT;
	return 0;
}

long cut_masked(unsigned long uaddr, size_t n, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, n & 511, FOLL_WRITE, pages);
}

long cut_narrow(unsigned long uaddr, unsigned int n, struct page **pages)
{
	unsigned long count = n;

	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, count, FOLL_WRITE, pages);
}

long cut_handed_over(unsigned long uaddr, size_t n, struct page **pages,
		     int (*allowed)(size_t n))
{
	if (!allowed(n))
		return -EPERM;
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
}

long cut_long(unsigned long uaddr, size_t n, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages(uaddr, n, FOLL_WRITE, pages);
}

struct cut {
	unsigned long many;
	unsigned int few;
	unsigned long bounded;
};

/* How wide a member is, the compiler knows. */
long cut_member(unsigned long uaddr, struct cut *cut, struct page **pages)
{
	/* expect: check count-truncation */
	return pin_user_pages_fast(uaddr, cut->many, FOLL_WRITE, pages);
}

long cut_member_narrow(unsigned long uaddr, struct cut *cut, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, cut->few, FOLL_WRITE, pages);
}

/* Another function keeps it small. */
int cut_bound(struct cut *cut)
{
	return cut->bounded > 512 ? -EINVAL : 0;
}

long cut_member_bounded(unsigned long uaddr, struct cut *cut, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, cut->bounded, FOLL_WRITE, pages);
}

long cut_limited_by_number(unsigned long uaddr, size_t n, struct page **pages)
{
	if (512 < n)
		return -EINVAL;
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
}
