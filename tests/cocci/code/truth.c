// SPDX-License-Identifier: GPL-2.0-only
/* Truth values where gup_flags are expected, in each function's own place. */
struct pinner {
	bool write;
	unsigned int flags;
};

int truth(struct pinner *p, unsigned long s, int a, int b, bool w, struct page **pages)
{
	pin_user_pages_fast(s, 1, true, pages);
	pin_user_pages_fast(s, 1, false, pages);
	pin_user_pages_fast(s, 1, !a, pages);
	pin_user_pages_fast(s, 1, !!(a & b), pages);
	pin_user_pages_fast(s, 1, a == b, pages);
	pin_user_pages_fast(s, 1, a || b, pages);
	pin_user_pages_fast(s, 1, w, pages);
	pin_user_pages_fast(s, 1, p->write, pages);
	pin_user_pages_fast(s, 1, a ? true : false, pages);
	pin_user_pages_fast(s, 1, a ? 0 : 1, pages);
	pin_user_pages_fast(s, 1, !!a | FOLL_LONGTERM, pages);
	pin_user_pages_fast(s, 1, FOLL_LONGTERM | (a == b), pages);
	get_user_pages_fast(s, 1, a != b, pages);
	get_user_pages_unlocked(s, 1, pages, !a);
	get_user_page_fast_only(s, w, pages);
	get_user_pages(s, 1, !a, pages);
	get_user_pages(s, 1, !a, pages, NULL);
	get_user_pages_remote(p, s, 1, !a, pages, NULL);
	get_user_pages_remote(p, s, 1, !a, pages, NULL, NULL);
	get_user_pages_remote(NULL, p, s, 1, !a, pages, NULL, NULL);
	access_process_vm(p, s, pages, 1, w);
}

int variables(unsigned long s, int a, int b, struct page **pages)
{
	unsigned int how = !a, more = 0;

	pin_user_pages_fast(s, 1, how, pages);
	how = FOLL_WRITE;
	pin_user_pages_fast(s, 1, how, pages);
	if (b)
		more = a == b;
	pin_user_pages_fast(s, 1, more, pages);
}

int fine(struct pinner *p, unsigned long s, int a, bool w, struct page **pages)
{
	pin_user_pages_fast(s, 1, 0, pages);
	pin_user_pages_fast(s, 1, p->flags, pages);
	pin_user_pages_fast(s, 1, w ? FOLL_WRITE : 0, pages);
	pin_user_pages_fast(s, 1, (w ? FOLL_WRITE : 0) | FOLL_LONGTERM, pages);
	pin_user_pages_fast(s, !a, FOLL_WRITE, pages);
	p->pin_user_pages_fast(s, 1, w, pages);
	unpin_user_pages_dirty_lock(pages, 1, w);
}

int bools(struct pinner *p, unsigned long s, int a, bool w, struct page **pages)
{
	unsigned int how = w, more = p->write;

	pin_user_pages_fast(s, 1, how, pages);
	pin_user_pages_fast(s, 1, more, pages);
	how = w + 1;
	pin_user_pages_fast(s, 1, how, pages);
	pin_user_pages_fast(s, 1, a == -1 || &p[a] != *p->next, pages);
}

#define pin_one(addr, w, page)	pin_user_pages_fast((addr), 1, !!(w), (page))
#define pin_long(addr, w, page)	pin_user_pages_fast((addr), 1, !!(w) | FOLL_LONGTERM, (page))

/* More than one, and what is no part of the flags themselves. */
int several(unsigned long s, int a, int b, struct page **pages)
{
	pin_user_pages_fast(s, 1, !a | (a == b), pages);
	pin_user_pages_fast(s, 1, FOLL_FORCE | FOLL_LONGTERM | !a, pages);
	pin_user_pages_fast(s, 1, to_flags(!a) | FOLL_FORCE, pages);
	pin_user_pages_fast(s, 1, (!a ? FOLL_WRITE : 0) | FOLL_FORCE, pages);
	return pin_user_pages_fast(s, 1, (!a) << 4, pages) == !b;
}
