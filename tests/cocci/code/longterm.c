// SPDX-License-Identifier: GPL-2.0-only
/* get_user_pages_longterm(): each kind of flags with its own parentheses. */
long get_user_pages_longterm(unsigned long start, unsigned long nr_pages,
			     unsigned int gup_flags, struct page **pages,
			     struct vm_area_struct **vmas);

long keep(unsigned long s, int a, int b, bool w, unsigned int flags,
	  struct page **pages)
{
	get_user_pages_longterm(s, 1, 0, pages, NULL);
	get_user_pages_longterm(s, 1, 1, pages, NULL);
	get_user_pages_longterm(s, 1, false, pages, NULL);
	get_user_pages_longterm(s, 1, true, pages, NULL);
	get_user_pages_longterm(s, 1, 0x10, pages, NULL);
	get_user_pages_longterm(s, 1, flags, pages, NULL);
	get_user_pages_longterm(s, 1, FOLL_WRITE, pages, NULL);
	get_user_pages_longterm(s, 1, FOLL_WRITE | FOLL_FORCE, pages, NULL);
	get_user_pages_longterm(s, 1, flags | FOLL_LONGTERM, pages, NULL);
	get_user_pages_longterm(s, 1, flags & ~FOLL_FORCE, pages, NULL);
	get_user_pages_longterm(s, 1, a ? FOLL_WRITE : 0, pages, NULL);
	get_user_pages_longterm(s, 1, (a ? FOLL_WRITE : 0) | FOLL_FORCE, pages, NULL);
	get_user_pages_longterm(s, 1, a & 1, pages, NULL);
	get_user_pages_longterm(s, 1, a & MODE_STORE, pages, NULL);
	get_user_pages_longterm(s, 1, !a, pages, NULL);
	get_user_pages_longterm(s, 1, !!(a & b), pages, NULL);
	get_user_pages_longterm(s, 1, a != b, pages, NULL);
	get_user_pages_longterm(s, 1, a && b, pages, NULL);
	get_user_pages_longterm(s, 1, w, pages, NULL);
	get_user_pages_longterm(s, 1, a ? 1 : 0, pages, NULL);
}

#define keep_one(addr, w, page)	get_user_pages_longterm((addr), 1, !!(w), (page), NULL)
