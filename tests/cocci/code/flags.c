// SPDX-License-Identifier: GPL-2.0-only
/* Flags where int write is expected. */
int flags(unsigned long s, int a, unsigned int gup_flags, struct page **pages)
{
	unsigned int how = a ? FOLL_WRITE : 0, more = 0;
	unsigned int both = a ? FOLL_WRITE | FOLL_FORCE : 0;

	__get_user_pages_fast(s, 1, FOLL_WRITE, pages);
	__get_user_pages_fast(s, 1, FOLL_FORCE, pages);
	__get_user_pages_fast(s, 1, a ? FOLL_WRITE : 0, pages);
	__get_user_pages_fast(s, 1, a ? 0 : FOLL_WRITE, pages);
	__get_user_pages_fast(s, 1, FOLL_WRITE | FOLL_FORCE, pages);
	__get_user_pages_fast(s, 1, how, pages);
	more |= FOLL_WRITE;
	__get_user_pages_fast(s, 1, more, pages);
	__get_user_pages_fast(s, 1, both, pages);
	__get_user_pages_fast(s, 1, a ? FOLL_WRITE | FOLL_FORCE : 0, pages);
	get_kernel_page(s, FOLL_WRITE, pages);
	get_kernel_pages(pages, 1, FOLL_WRITE, pages);
	get_user_pages_fast(s, 1, FOLL_WRITE, pages);
}

int fine(unsigned long s, int a, unsigned int gup_flags, struct page **pages)
{
	unsigned int how = FOLL_WRITE;

	__get_user_pages_fast(s, 1, 1, pages);
	__get_user_pages_fast(s, 1, a, pages);
	__get_user_pages_fast(s, 1, gup_flags & FOLL_WRITE, pages);
	__get_user_pages_fast(s, 1, !(gup_flags & FOLL_WRITE), pages);
	how = a;
	__get_user_pages_fast(s, 1, how, pages);
}
