// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: functions that are told whether to write, and ask for the same
 * either way; each beside its twin that listens, or need not.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

int unread_always(unsigned long uaddr, bool write, struct page **pages)
{
	/* expect: check parameter-ignored */
	return pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
}

int unread_never(unsigned long uaddr, int writable, struct page **pages)
{
	unsigned int flags = 0;

	/* expect: check parameter-ignored */
	return pin_user_pages_fast(uaddr, 1, flags, pages);
}

int unread_right(unsigned long uaddr, bool write, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1, write ? FOLL_WRITE : 0, pages);
}

int unread_by_variable(unsigned long uaddr, bool write, struct page **pages)
{
	unsigned int flags = 0;

	if (write)
		flags |= FOLL_WRITE;
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1, flags, pages);
}

/* It refuses what it cannot do. */
int unread_refused(unsigned long uaddr, bool write, struct page **pages)
{
	if (!write)
		return -EINVAL;
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
}

/* The flags are somebody else's business. */
int unread_flags_given(unsigned long uaddr, bool write, unsigned int gup_flags,
		       struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1, gup_flags, pages);
}

/* A place to write to, not a wish. */
int unread_pointer(unsigned long uaddr, void *write, struct page **pages)
{
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
}

int unread_stated(unsigned long uaddr, bool write, struct page **pages)
{
	(void)write;
	/* expect: check nothing */
	return pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
}
