// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: an assignment in the body of a loop, which may run never. The flags
 * are FOLL_LONGTERM on one way to the call and something else on another: no
 * way of writing the call is right, the assignment must change.
 */
#include <linux/mm.h>

struct reel {
	unsigned long addr;
	struct page **pages;
	int turns;
};

int reel_for(struct reel *r)
{
	unsigned int flags = FOLL_LONGTERM;
	int i;

	for (i = 0; i < r->turns; i++)
		flags = 1;
	/* expect: check literal-flags */
	return pin_user_pages_fast(r->addr, 1, flags, r->pages);
}

int reel_for_named(struct reel *r)
{
	unsigned int flags = FOLL_LONGTERM;
	int i;

	for (i = 0; i < r->turns; i++)
		flags = FOLL_LONGTERM | FOLL_WRITE;
	/* expect: check nothing */
	return pin_user_pages_fast(r->addr, 1, flags, r->pages);
}

int reel_while(struct reel *r, int n)
{
	unsigned int flags = FOLL_LONGTERM;

	while (n--)
		flags = n == r->turns;
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(r->addr, 1, flags, r->pages);
}

/* This body runs at least once: all that is passed is a truth value. */
int reel_do(struct reel *r, int n)
{
	unsigned int flags = FOLL_LONGTERM;

	do
		flags = n == r->turns;
	while (n--);
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(r->addr, 1, flags, r->pages);
}

/* The call comes first, but not in the second round. */
int reel_again(struct reel *r)
{
	unsigned int flags = FOLL_WRITE;
	int got = 0;

	while (!got) {
		/* expect: check literal-flags */
		got = pin_user_pages_fast(r->addr, 1, flags, r->pages);
		flags = 1;
	}
	return got;
}

/* The flags are set anew in front of each call. */
int reel_anew(struct reel *r)
{
	unsigned int flags = 1;
	int got = 0;

	while (!got) {
		flags = FOLL_WRITE;
		/* expect: check nothing */
		got = pin_user_pages_fast(r->addr, 1, flags, r->pages);
		flags = 1;
	}
	return got;
}
