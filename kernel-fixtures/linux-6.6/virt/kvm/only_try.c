// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the functions that only try: get_user_page_fast_only() returns bool,
 * and its flags come second. One call passes a truth value to it.
 */
#include <linux/mm.h>

bool gild_fast(unsigned long addr, bool write_fault, struct page **pagep)
{
	/* expect: check nothing */
	if (get_user_page_fast_only(addr, FOLL_WRITE, pagep))
		return true;
	/* expect: check nothing */
	if (get_user_pages_fast_only(addr, 1, write_fault ? FOLL_WRITE : 0,
				     pagep) == 1)
		return true;
	/* expect: check bool-as-flags */
	return get_user_page_fast_only(addr, write_fault, pagep);
}

long gild_slow(unsigned long addr, bool interruptible, struct page **pagep)
{
	unsigned int flags = FOLL_HWPOISON;

	if (interruptible)
		flags |= FOLL_INTERRUPTIBLE;
	/* expect: check nothing */
	return get_user_pages_unlocked(addr, 1, pagep, flags);
}
