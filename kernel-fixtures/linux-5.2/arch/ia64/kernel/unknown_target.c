// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: an architecture that clang has no target for; get_user_pages() with
 * a constant, get_user_pages_fast() with a number.
 */
#include <linux/mm.h>
#include <linux/sched.h>

long rubric_inject(unsigned long virt_addr, struct page **pages)
{
	long ret;

	/* expect: check nothing */
	ret = get_user_pages(virt_addr, 1, FOLL_WRITE, pages, NULL);
	if (ret <= 0)
		/* expect: check nothing */
		ret = get_user_pages_fast(virt_addr, 1, FOLL_WRITE, pages);
	return ret;
}
