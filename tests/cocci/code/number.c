// SPDX-License-Identifier: GPL-2.0-only
/* Numbers and masks of other bits where gup_flags are expected. */
int number(unsigned long s, int a, struct page **pages)
{
	pin_user_pages_fast(s, 1, 1, pages);
	pin_user_pages_fast(s, 1, 0x1, pages);
	pin_user_pages_fast(s, 1, 0x10001, pages);
	pin_user_pages_fast(s, 1, 1 << 4, pages);
	pin_user_pages_fast(s, 1, BIT(4), pages);
	pin_user_pages_fast(s, 1, 1 | FOLL_LONGTERM, pages);
	pin_user_pages_fast(s, 1, a & 1, pages);
	pin_user_pages_fast(s, 1, (a & 1) | FOLL_LONGTERM, pages);
	pin_user_pages_fast(s, 1, a & MODE_STORE, pages);
	get_user_pages_unlocked(s, 1, pages, 1);
	get_user_pages_fast(s, 1, 1, pages);
}

int fine(unsigned long s, unsigned int gup_flags, struct page **pages)
{
	pin_user_pages_fast(s, 1, 0, pages);
	pin_user_pages_fast(s, 1, gup_flags & FOLL_WRITE, pages);
	pin_user_pages_fast(s, 1, gup_flags & ~FOLL_WRITE, pages);
	pin_user_pages_fast(s, 1, gup_flags & 1 ? FOLL_WRITE : 0, pages);
}

/* More than one, and what is no part of the flags themselves. */
int several(unsigned long s, int a, struct page **pages)
{
	pin_user_pages_fast(s, 1, 1 | (a & 1), pages);
	pin_user_pages_fast(s, 1, 1 | FOLL_FORCE | 0x10, pages);
	pin_user_pages_fast(s, 1, to_flags(1) | FOLL_FORCE, pages);
	return pin_user_pages_fast(s, 1, to_flags(a & MODE_STORE) | FOLL_FORCE, pages) == 1;
}
