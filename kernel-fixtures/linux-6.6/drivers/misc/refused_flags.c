// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: flags that mm/ refuses or that this tree does not have, each beside
 * its twin that is right: in the call, by way of a variable, a constant or a
 * caller, on some ways only, taken away again, and waited for by an #ifdef.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

#define REFUSED_KEEP	(FOLL_WRITE | FOLL_LONGTERM)

#ifdef FOLL_SPLIT
#define REFUSED_SPLIT	FOLL_SPLIT
#else
#define REFUSED_SPLIT	FOLL_SPLIT_PMD
#endif

#define FOLL_MLOCK	0

long refused_longterm(unsigned long uaddr, struct page **pages)
{
	/* expect: check flag-refused */
	return get_user_pages_fast(uaddr, 1, FOLL_WRITE | FOLL_LONGTERM, pages);
}

long refused_longterm_right(unsigned long uaddr, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1, FOLL_WRITE | FOLL_LONGTERM, pages);
}

long refused_get(unsigned long uaddr, struct page **pages)
{
	/* expect: check flag-refused */
	return pin_user_pages_fast(uaddr, 1, FOLL_GET, pages);
}

long refused_get_right(unsigned long uaddr, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_fast(uaddr, 1, FOLL_GET, pages);
}

long refused_by_variable(unsigned long uaddr, bool write, struct page **pages)
{
	unsigned int flags = FOLL_LONGTERM;

	if (write)
		flags |= FOLL_WRITE;
	/* expect: check flag-refused */
	return get_user_pages_unlocked(uaddr, 1, pages, flags);
}

long refused_by_constant(unsigned long uaddr, struct page **pages)
{
	/* expect: check flag-refused */
	return get_user_pages(uaddr, 1, REFUSED_KEEP, pages);
}

long refused_by_constant_right(unsigned long uaddr, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages(uaddr, 1, REFUSED_KEEP, pages);
}

static long refused_take(unsigned long uaddr, unsigned int flags,
			 struct page **pages)
{
	/* expect: check flag-refused */
	return pin_user_pages(uaddr, 1, FOLL_WRITE | flags, pages);
}

long refused_by_caller(unsigned long uaddr, struct page **pages)
{
	return refused_take(uaddr, FOLL_FORCE, pages) ?:
	       refused_take(uaddr, FOLL_GET, pages);
}

/* One variable for both: the condition keeps them apart. */
long refused_kept_apart(unsigned long uaddr, bool keep, struct page **pages)
{
	unsigned int flags = FOLL_WRITE;

	if (keep)
		flags |= FOLL_LONGTERM;
	if (keep)
		/* expect: check nothing */
		return pin_user_pages_fast(uaddr, 1, flags, pages);
	/* expect: check nothing */
	return get_user_pages_fast(uaddr, 1, flags, pages);
}

/* On some ways only, and there is but one call that it can go to. */
long refused_at_times(unsigned long uaddr, bool keep, struct page **pages)
{
	unsigned int flags = FOLL_WRITE;

	if (keep)
		flags |= FOLL_LONGTERM;
	/* expect: check flag-refused */
	return get_user_pages_fast(uaddr, 1, flags, pages);
}

long refused_taken_away(unsigned long uaddr, struct page **pages)
{
	unsigned int flags = FOLL_WRITE | FOLL_LONGTERM;
	long pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, 1, flags, pages);
	if (pinned)
		return pinned;
	flags &= ~FOLL_LONGTERM;
	/* expect: check nothing */
	return get_user_pages_fast(uaddr, 1, flags, pages);
}

long refused_masked(unsigned long uaddr, struct page **pages)
{
	unsigned int flags = FOLL_WRITE | FOLL_LONGTERM;

	/* expect: check nothing */
	return get_user_pages_fast(uaddr, 1, flags & ~FOLL_LONGTERM, pages);
}

long refused_masked_wrong(unsigned long uaddr, struct page **pages)
{
	unsigned int flags = FOLL_WRITE | FOLL_LONGTERM;

	/* expect: check flag-refused */
	return get_user_pages_fast(uaddr, 1, flags & ~FOLL_WRITE, pages);
}

/* Who gets the address may change it. */
long refused_address(unsigned long uaddr, struct page **pages,
		     void (*filter)(unsigned int *flags))
{
	unsigned int flags = FOLL_WRITE | FOLL_LONGTERM;

	filter(&flags);
	/* expect: check nothing */
	return get_user_pages_fast(uaddr, 1, flags, pages);
}

long refused_not_fast(unsigned long uaddr, struct page **pages)
{
	/* expect: check flag-refused */
	return get_user_pages_fast(uaddr, 1, FOLL_WRITE | FOLL_NOWAIT, pages);
}

long refused_not_fast_right(unsigned long uaddr, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_unlocked(uaddr, 1, pages, FOLL_WRITE | FOLL_NOWAIT);
}

long refused_together(unsigned long uaddr, struct page **pages)
{
	/* expect: check flag-refused */
	return pin_user_pages_fast(uaddr, 1, FOLL_LONGTERM | FOLL_PCI_P2PDMA,
				   pages);
}

long refused_one_of_two(unsigned long uaddr, bool peer, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1,
				   peer ? FOLL_PCI_P2PDMA : FOLL_LONGTERM,
				   pages);
}

/* Up to v6.2 this was refused. */
long refused_with_locked_right(struct mm_struct *mm, unsigned long uaddr,
			       struct page **pages)
{
	int locked = 1;

	/* expect: check nothing */
	return pin_user_pages_remote(mm, uaddr, 1, FOLL_LONGTERM, pages,
				     &locked);
}

long refused_not_there(unsigned long uaddr, struct page **pages)
{
	/* expect: check flag-refused */
	return get_user_pages_unlocked(uaddr, 1, pages, FOLL_POPULATE);
}

long refused_internal(unsigned long uaddr, struct page **pages)
{
	/* expect: check flag-refused */
	return get_user_pages_unlocked(uaddr, 1, pages, FOLL_WRITE | FOLL_REMOTE);
}

long refused_waited_for(unsigned long uaddr, struct page **pages)
{
	unsigned int flags = FOLL_WRITE;

#ifdef FOLL_POPULATE
	flags |= FOLL_POPULATE;
#endif
	/* expect: check nothing */
	return get_user_pages_unlocked(uaddr, 1, pages, flags);
}

long refused_chosen(unsigned long uaddr, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_unlocked(uaddr, 1, pages, REFUSED_SPLIT);
}

/* This file has a meaning of its own for it. */
long refused_own(unsigned long uaddr, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_unlocked(uaddr, 1, pages, FOLL_WRITE | FOLL_MLOCK);
}

/* So may the labels of a switch, and an #if. */
long refused_kept_apart_by_case(unsigned long uaddr, int kind, struct page **pages)
{
	unsigned int flags = FOLL_WRITE;

	if (kind == 2)
		flags |= FOLL_LONGTERM;
	switch (kind) {
	case 1:
		/* expect: check nothing */
		return get_user_pages_fast(uaddr, 1, flags, pages);
	default:
		return 0;
	}
}

long refused_kept_apart_by_arm(unsigned long uaddr, bool keep, struct page **pages)
{
	unsigned int flags = FOLL_WRITE;

	if (keep)
		flags |= FOLL_LONGTERM;
#ifdef CONFIG_REFUSED_SHORT
	/* expect: check nothing */
	return get_user_pages_fast(uaddr, 1, flags, pages);
#else
	return 0;
#endif
}

/* What has one argument too many is another finding, and until that is mended no flag is anybody's. */
long refused_by_none(unsigned long uaddr, struct page **pages)
{
	/* expect: check stale-call */
	return get_user_pages(uaddr, 1, FOLL_WRITE | FOLL_LONGTERM, pages, NULL);
}
