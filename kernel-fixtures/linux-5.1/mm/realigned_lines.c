// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a longterm call whose lines are aligned to the open parenthesis (the
 * name gets shorter, so they are aligned again), get_user_pages_locked(), and a
 * truth value where it expects flags.
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct frames {
	struct page **pages;
	bool locked_once;
};

long frames_pin(struct frames *fr, unsigned long start, unsigned int nr,
		unsigned int gup_flags)
{
	int locked = 1;
	long got;

	down_read(&current->mm->mmap_sem);
	/* expect: check nothing */
	got = get_user_pages_longterm(start, nr,
				      gup_flags, fr->pages, NULL);
	if (got > 0)
		goto out;

	/* expect: check nothing */
	got = get_user_pages_locked(start, nr, gup_flags | FOLL_FORCE,
				    fr->pages, &locked);
	fr->locked_once = true;
out:
	if (locked)
		up_read(&current->mm->mmap_sem);
	return got;
}

long frames_pin_locked(struct frames *fr, unsigned long start, unsigned int nr,
		       int *locked, int dir)
{
	/* expect: check bool-as-flags */
	return get_user_pages_locked(start, nr, dir == READ,
				     fr->pages, locked);
}
