// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: truth values in the flags slot of get_user_pages(): true, false, a
 * bool parameter and a comparison, each with its neighbour that is right.
 */
#include <linux/mm.h>
#include <linux/sched.h>

int keystone_get(unsigned long uaddr, bool rw, int tries, struct page **pages)
{
	long err;

	/* expect: check bool-as-flags */
	err = get_user_pages(uaddr, 1, true, pages, NULL);
	if (err == 1)
		return 0;
	/* expect: check bool-as-flags */
	err = get_user_pages(uaddr, 1, false, pages, NULL);
	if (err == 1)
		return 0;
	/* expect: check bool-as-flags */
	err = get_user_pages(uaddr, 1, rw, pages, NULL);
	if (err == 1)
		return 0;
	/* expect: check bool-as-flags */
	err = get_user_pages(uaddr, 1, tries > 1, pages, NULL);
	if (err == 1)
		return 0;
	/* expect: check nothing */
	err = get_user_pages(uaddr, 1, rw ? FOLL_WRITE : 0, pages, NULL);
	return err == 1 ? 0 : -EFAULT;
}
