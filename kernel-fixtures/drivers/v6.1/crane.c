// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver for v6.1: vmas, which v6.5 took away. Most are NULL, one is an array, one a single vma.
 */
#include <linux/mm.h>

struct crane {
	struct page **pages;
	struct vm_area_struct **vmas, *vma;
	int n;
};

static long crane_raise(struct crane *crane, unsigned long addr)
{
	long got = pin_user_pages(addr, crane->n, FOLL_WRITE | FOLL_LONGTERM, crane->pages,
				  NULL);

	if (got == crane->n)
		return got;
	return pin_user_pages(addr, crane->n, FOLL_WRITE, crane->pages, crane->vmas);
}

static long crane_raise_far(struct crane *crane, struct mm_struct *mm, unsigned long addr)
{
	long got = get_user_pages_remote(mm, addr, 1, FOLL_FORCE, crane->pages, NULL, NULL);

	if (got != 1)
		got = get_user_pages_remote(mm, addr, 1, 0, crane->pages, &crane->vma, NULL);
	return got;
}

static struct page *crane_look(struct crane *crane, unsigned long addr)
{
	return follow_page(crane->vma, addr, FOLL_GET);
}
