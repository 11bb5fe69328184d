// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: results in something unsigned, or compared with it, so that an errno
 * looks like many pages; each beside its twin that is right: another test, a
 * cast, a wider signed type, a function that never returns an errno.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

struct unsigned_work {
	struct page **pages;
	u32 wanted;
	int number;
};

int unsigned_never_negative(unsigned long uaddr, struct page **pages)
{
	unsigned int pinned;

	/* expect: check signed-compare */
	pinned = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (pinned < 0)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_pages(pages, pinned);
	return 0;
}

int unsigned_never_negative_right(unsigned long uaddr, struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (pinned < 0)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_pages(pages, pinned);
	return 0;
}

/* The other test does not mend this one. */
int unsigned_never_negative_and_more(unsigned long uaddr, struct page **pages)
{
	/* expect: check signed-compare */
	size_t pinned = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);

	if (pinned < 0)
		return -EFAULT;
	if (pinned != 4)
		return -EAGAIN;
	return 0;
}

int unsigned_at_most_zero(unsigned long uaddr, struct page **pages)
{
	unsigned long pinned;

	/* expect: check signed-compare */
	pinned = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (pinned <= 0)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_pages(pages, pinned);
	return 0;
}

int unsigned_whole_number(unsigned long uaddr, struct page **pages)
{
	unsigned int pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (pinned != 4)
		return -EFAULT;
	return 0;
}

int unsigned_err_value(unsigned long uaddr, struct page **pages)
{
	unsigned long pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (IS_ERR_VALUE(pinned))
		return pinned;
	return pinned;
}

int unsigned_cast(unsigned long uaddr, struct page **pages)
{
	unsigned int pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if ((int)pinned < 0)
		return -EFAULT;
	return pinned;
}

int unsigned_count(unsigned long uaddr, unsigned long n, struct page **pages)
{
	int pinned;

	/* expect: check signed-compare */
	pinned = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE);
	if (pinned < n) {
		/* expect: check nothing */
		unpin_user_pages(pages, pinned);
		return -EFAULT;
	}
	return 0;
}

int unsigned_count_right(unsigned long uaddr, unsigned long n,
			 struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE);
	if (pinned < 0)
		return pinned;
	if (pinned < n) {
		/* expect: check nothing */
		unpin_user_pages(pages, pinned);
		return -EFAULT;
	}
	return 0;
}

int unsigned_count_returned(unsigned long uaddr, unsigned long n,
			    struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE);
	if (pinned < n)
		return -EFAULT;
	return pinned;
}

int unsigned_count_direct(unsigned long uaddr, size_t n, struct page **pages)
{
	/* expect: check signed-compare */
	if (pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE) < n)
		return -EFAULT;
	return 0;
}

int unsigned_count_direct_turned(unsigned long uaddr, unsigned int n,
				 struct page **pages)
{
	/* expect: check signed-compare */
	if (n > pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages))
		return -EFAULT;
	return 0;
}

int unsigned_count_direct_right(unsigned long uaddr, int n, struct page **pages)
{
	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages) < n)
		return -EFAULT;
	return 0;
}

/* long is wider than unsigned int, where it matters. */
int unsigned_count_wider(unsigned long uaddr, unsigned int n,
			 struct page **pages)
{
	/* expect: check nothing */
	if (pin_user_pages(uaddr, n, FOLL_WRITE, pages) < n)
		return -EFAULT;
	return 0;
}

/* Another value reaches the test. */
int unsigned_other_value(unsigned long uaddr, unsigned long n,
			 struct page **pages)
{
	unsigned long pinned = 0;

	if (n)
		/* expect: check nothing */
		pinned = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE);
	if (pinned > 0)
		return pinned;
	return -EFAULT;
}

int unsigned_truth(unsigned long uaddr, struct page **pages)
{
	unsigned int got;

	/* expect: check nothing */
	got = get_user_page_fast_only(uaddr, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	return 0;
}

struct unsigned_result {
	unsigned int pinned;
	int signed_pinned;
	unsigned long wanted;
	long signed_wanted;
};

unsigned long unsigned_wanted(struct unsigned_result *u);
long unsigned_wanted_right(struct unsigned_result *u);

/* The type of a member is the compiler's to tell. */
int unsigned_member(struct unsigned_result *u, unsigned long uaddr,
		    struct page **pages)
{
	/* expect: check signed-compare */
	u->pinned = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (u->pinned < 0)
		return -EFAULT;
	return 0;
}

int unsigned_member_right(struct unsigned_result *u, unsigned long uaddr,
			  struct page **pages)
{
	/* expect: check nothing */
	u->signed_pinned = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (u->signed_pinned < 0)
		return -EFAULT;
	return 0;
}

int unsigned_count_member(struct unsigned_result *u, unsigned long uaddr,
			  unsigned long n, struct page **pages)
{
	int pinned;

	/* expect: check signed-compare */
	pinned = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE);
	if (pinned < u->wanted)
		return -EFAULT;
	return 0;
}

int unsigned_count_member_right(struct unsigned_result *u, unsigned long uaddr,
				unsigned long n, struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE);
	if (pinned < u->signed_wanted)
		return -EFAULT;
	return 0;
}

int unsigned_count_function(struct unsigned_result *u, unsigned long uaddr,
			    unsigned long n, struct page **pages)
{
	/* expect: check signed-compare */
	if (pin_user_pages_unlocked(uaddr, n, pages, 0) < unsigned_wanted(u))
		return -EFAULT;
	return 0;
}

int unsigned_count_function_right(struct unsigned_result *u, unsigned long uaddr,
				  unsigned long n, struct page **pages)
{
	/* expect: check nothing */
	if (pin_user_pages_unlocked(uaddr, n, pages, 0) < unsigned_wanted_right(u))
		return -EFAULT;
	return 0;
}

/* No errno comes to the second test: it is more than any count in the first. */
int unsigned_dead_test(unsigned long uaddr, unsigned int n, struct page **pages)
{
	int ret;

	/* expect: check signed-compare */
	ret = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (ret < n) {
		if (ret < 0)
			return ret;
		n = ret;
	}
	return n;
}

int unsigned_dead_test_right(unsigned long uaddr, unsigned int n,
			     struct page **pages)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	if (ret < n)
		n = ret;
	return n;
}

/* Whichever of the two calls it was. */
int unsigned_two_calls(unsigned long uaddr, int mode, struct page **pages)
{
	unsigned int got;

	if (mode)
		/* expect: check signed-compare */
		got = get_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	else
		/* expect: check signed-compare */
		got = get_user_pages_fast(uaddr, 4, 0, pages);
	if (got <= 0)
		return -EFAULT;
	return got;
}

/* A macro that says `mustered` itself may look at it, but cannot make it less than 0. */
#define UNSIGNED_MUSTERED(mustered) ((mustered) > 0)

int unsigned_name_in_macro(unsigned long uaddr, struct page **pages)
{
	unsigned int mustered;

	/* expect: check signed-compare */
	mustered = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (mustered < 0)
		return -EFAULT;
	return mustered;
}

int unsigned_name_in_macro_right(unsigned long uaddr, unsigned long n,
				 struct page **pages)
{
	long mustered;

	/* expect: check nothing */
	mustered = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE);
	if (mustered < n && UNSIGNED_MUSTERED(mustered))
		return -EFAULT;
	return 0;
}

/* An errno is more than anybody has asked for, and found; up to an errno a loop runs on. */
int unsigned_more_than_asked(unsigned long uaddr, unsigned int n, struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (pinned > n)
		return -EFAULT;
	return pinned;
}

int unsigned_more_in_loop(unsigned long uaddr, struct page **pages)
{
	unsigned int i;
	int got;

	/* expect: check signed-compare */
	got = get_user_pages_fast(uaddr, 4, 0, pages);
	for (i = 0; i < got; i++)
		put_page(pages[i]);
	return 0;
}

/* Behind a comparison that no errno passes, what looks like a test finds none: also with a member. */
int unsigned_of_work(struct unsigned_work *work, unsigned long uaddr)
{
	int got;

	/* expect: check signed-compare */
	got = get_user_pages_fast(uaddr, work->wanted, 0, work->pages);
	if (got < work->wanted) {
		while (got > 0)
			put_page(work->pages[--got]);
		return -EFAULT;
	}
	return 0;
}

int unsigned_of_work_right(struct unsigned_work *work, unsigned long uaddr)
{
	int got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, work->number, 0, work->pages);
	if (got < work->number) {
		while (got > 0)
			put_page(work->pages[--got]);
		return -EFAULT;
	}
	return 0;
}

/* An errno is true. */
bool unsigned_truth(unsigned long uaddr, struct page **page)
{
	/* expect: check signed-compare */
	return get_user_pages_fast(uaddr, 1, 0, page);
}

bool unsigned_truth_right(unsigned long uaddr, struct page **page)
{
	/* expect: check nothing */
	return get_user_pages_fast(uaddr, 1, 0, page) == 1;
}

int unsigned_kept_truth(unsigned long uaddr, struct page **page)
{
	/* expect: check signed-compare */
	bool came = get_user_pages_fast(uaddr, 1, 0, page);

	return came ? 0 : -EFAULT;
}

int unsigned_kept_truth_right(unsigned long uaddr, struct page **page)
{
	/* expect: check nothing */
	bool came = get_user_pages_fast(uaddr, 1, 0, page) > 0;

	return came ? 0 : -EFAULT;
}

/* What is never less than 0 is always 0 or more: an errno as well, unless something sent it away before. */
int unsigned_never_else(unsigned long uaddr, u32 n, struct page **pages)
{
	u32 pinned;

	/* expect: check signed-compare */
	pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (pinned == n)
		return 0;
	if (pinned >= 0)
		/* expect: check partial-pin */
		unpin_user_pages(pages, pinned);
	return -EFAULT;
}

int unsigned_never_else_right(unsigned long uaddr, u32 n, struct page **pages)
{
	u32 pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (pinned == n)
		return 0;
	if (pinned > n)
		return -EFAULT;
	if (pinned >= 0)
		/* expect: check nothing */
		unpin_user_pages(pages, pinned);
	return -EFAULT;
}

/* The number of pages to release is tested as if it had a sign. */
int unsigned_seems_positive(unsigned long uaddr, unsigned long n, struct page **pages)
{
	unsigned long got;

	/* expect: check signed-compare */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (got == n)
		return 0;
	if (got > 0)
		release_pages(pages, got);
	return -EFAULT;
}

int unsigned_seems_positive_right(unsigned long uaddr, unsigned long n, struct page **pages)
{
	unsigned long got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (got == n)
		return 0;
	if (got > 0 && got < n)
		release_pages(pages, got);
	return -EFAULT;
}

int unsigned_is_positive(unsigned long uaddr, int n, struct page **pages)
{
	unsigned long got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (IS_ERR_VALUE(got))
		return got;
	if (got > 0)
		release_pages(pages, got);
	return -EFAULT;
}

/* Either side of the sign, and a hint, are the same question. */
int unsigned_turned(struct unsigned_result *u, unsigned long uaddr, unsigned long n, struct page **pages)
{
	int pinned;

	/* expect: check signed-compare */
	pinned = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE);
	if (u->wanted > pinned)
		return -EFAULT;
	return 0;
}

int unsigned_turned_right(struct unsigned_result *u, unsigned long uaddr, unsigned long n, struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE);
	if (u->signed_wanted > pinned)
		return -EFAULT;
	return 0;
}

int unsigned_hinted(unsigned long uaddr, u32 n, struct page **pages)
{
	u32 pinned;

	/* expect: check signed-compare */
	pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (pinned == n)
		return 0;
	if (likely(0 <= pinned))
		n -= pinned;
	return n ? -EFAULT : 0;
}

/* An errno, large as it is, does not get further than the second question. */
int unsigned_asked_twice_right(unsigned long uaddr, unsigned long n, struct page **pages)
{
	unsigned long got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (got == n)
		return 0;
	if (got > 0)
		if (got < n)
			release_pages(pages, got);
	return -EFAULT;
}

/* What is kept, and asked in the same breath. */
int unsigned_at_once(unsigned long uaddr, unsigned long n, struct page **pages)
{
	int pinned;

	/* expect: check signed-compare */
	if ((pinned = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE)) < n)
		return -EFAULT;
	return 0;
}

int unsigned_at_once_never(unsigned long uaddr, u32 n, struct page **pages)
{
	u32 pinned;

	/* expect: check signed-compare */
	if ((pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages)) < 0)
		return -EFAULT;
	return 0;
}

int unsigned_at_once_right(unsigned long uaddr, unsigned long n, struct page **pages)
{
	unsigned long got;

	/* expect: check nothing */
	if ((got = get_user_pages_fast(uaddr, n, 0, pages)) == n)
		return 0;
	if (got > 0 && got < n)
		release_pages(pages, got);
	return -EFAULT;
}

/* Parentheses and casts around the call do not keep its result from the variable. */
int unsigned_cast_call(unsigned long uaddr, unsigned long n, struct page **pages)
{
	int pinned;

	/* expect: check signed-compare */
	pinned = (int)(pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE));
	if (pinned < n)
		return -EFAULT;
	return 0;
}

int unsigned_cast_call_right(unsigned long uaddr, unsigned long n, struct page **pages)
{
	int pinned;

	/* expect: check nothing */
	pinned = (int)(pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE));
	if (pinned < (int)n)
		return -EFAULT;
	return 0;
}

/* A cast around the assignment makes it signed, and all errnos are the largest numbers. */
long unsigned_cast_at_once(unsigned long uaddr, unsigned int n, struct page **pages)
{
	unsigned long pinned;

	/* expect: check nothing */
	if ((long)(pinned = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages)) < 0)
		return pinned;
	return pinned;
}

long unsigned_largest(unsigned long uaddr, unsigned long n, struct page **pages)
{
	/* expect: check nothing */
	unsigned long pinned = pin_user_pages_unlocked(uaddr, n, pages, FOLL_WRITE);

	if (pinned >= -MAX_ERRNO)
		return pinned;
	if (pinned != n) {
		/* expect: check nothing */
		unpin_user_pages(pages, pinned);
		return -EFAULT;
	}
	return 0;
}

/* The limit is not the count by its name: an errno passes it all the same, and what looks for one stands behind it. */
int unsigned_limit(unsigned long uaddr, unsigned int n, struct page **pages)
{
	int wanted = n, pinned;

	/* expect: check signed-compare */
	pinned = pin_user_pages_fast(uaddr, wanted, FOLL_WRITE, pages);
	if (pinned < n) {
		if (pinned > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, pinned);
		return -EFAULT;
	}
	return 0;
}

int signed_limit(unsigned long uaddr, int n, struct page **pages)
{
	int wanted = n, pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, wanted, FOLL_WRITE, pages);
	if (pinned < n) {
		if (pinned > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, pinned);
		return -EFAULT;
	}
	return 0;
}

/* The other way: an errno is more, and is asked for there. */
int unsigned_limit_asked(unsigned long uaddr, unsigned int n, struct page **pages)
{
	int wanted = n, pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, wanted, FOLL_WRITE, pages);
	if (pinned >= n)
		return pinned < 0 ? pinned : 0;
	/* expect: check nothing */
	unpin_user_pages(pages, pinned);
	return -EFAULT;
}
