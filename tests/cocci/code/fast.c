// SPDX-License-Identifier: GPL-2.0-only
/* get_user_pages_fast() with int write: what becomes flags, and what stays. */

struct bo {
	unsigned long addr;
	unsigned int gup_flags;
	bool write;
	struct page **pages;
};

int get_user_pages_fast(unsigned long start, int nr_pages, int write,
			struct page **pages)
{
	int nr, ret;

	if (!write)
		cond_resched();
	if (write)
		nr = __get_user_pages_fast(start, nr_pages, write, pages);
	do {
		if (!walk(start, write, pages))
			goto slow;
	} while (next(&start));
	return nr;

	{
slow:
		ret = get_user_pages_unlocked(start, nr_pages - nr, pages + nr,
					      write ? FOLL_WRITE : 0);
		return ret;
	}
}

int constants(struct bo *bo, struct page **pages)
{
	get_user_pages_fast(bo->addr, 1, 0, pages);
	get_user_pages_fast(bo->addr, 1, 1, pages);
	get_user_pages_fast(bo->addr, 1, true, pages);
	get_user_pages_fast(bo->addr, 1, false, pages);
	get_user_pages_fast(bo->addr, 1 /* page */, 1/* write */, pages);
}

int expressions(struct bo *bo, int a, int b, struct page **pages)
{
	get_user_pages_fast(bo->addr, 1, a, pages);
	get_user_pages_fast(bo->addr, 1, !a, pages);
	get_user_pages_fast(bo->addr, 1, !!a, pages);
	get_user_pages_fast(bo->addr, 1, !!(a & b), pages);
	get_user_pages_fast(bo->addr, 1, bo->write, pages);
	get_user_pages_fast(bo->addr, 1, a == 1, pages);
	get_user_pages_fast(bo->addr, 1, a && b < 1, pages);
	get_user_pages_fast(bo->addr, 1, a & 1, pages);
	get_user_pages_fast(bo->addr, 1, a ? 1 : 0, pages);
	get_user_pages_fast(bo->addr, 1, a ? false : true, pages);
	get_user_pages_fast(bo->addr, 1, a ? b : bo->write, pages);
	get_user_pages_fast(bo->addr, 1, a = b, pages);
	get_user_pages_fast(bo->addr, 1, !(bo->gup_flags & FOLL_WRITE), pages);
	get_user_pages_fast(bo->addr, 1, bo->gup_flags & FOLL_WRITE ? 1 : 0, pages);
}

int left_alone(struct bo *bo, const struct ops *ops, int a, struct page **pages)
{
	unsigned int how = a ? FOLL_WRITE : 0, more = 0;
	unsigned int both = a ? FOLL_WRITE | FOLL_FORCE : 0;

	get_user_pages_fast(bo->addr, 1, FOLL_WRITE, pages);
	get_user_pages_fast(bo->addr, 1, a ? FOLL_WRITE : 0, pages);
	get_user_pages_fast(bo->addr, 1, (a ? FOLL_WRITE : 0) | FOLL_FORCE, pages);
	get_user_pages_fast(bo->addr, 1, bo->gup_flags, pages);
	get_user_pages_fast(bo->addr, 1, bo->gup_flags & FOLL_WRITE, pages);
	get_user_pages_fast(bo->addr, 1, how, pages);
	if (a)
		more |= FOLL_WRITE;
	get_user_pages_fast(bo->addr, 1, more, pages);
	get_user_pages_fast(bo->addr, 1, both, pages);
	__get_user_pages_fast(bo->addr, 1, a, pages);
	ops->get_user_pages_fast(bo->addr, 1, a, pages);
}
