// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: assignments in the branches of an #if. Each branch is a way, also
 * where the #if cuts a statement; but what LINUX_VERSION_CODE leaves out is not.
 */
#include <linux/mm.h>
#include <linux/version.h>

int stile_option(unsigned long addr, struct page **pages)
{
	unsigned int flags = FOLL_LONGTERM;

#ifdef CONFIG_STILE
	flags = 1;
#endif
	/* expect: check literal-flags */
	return pin_user_pages_fast(addr, 1, flags, pages);
}

int stile_both(unsigned long addr, struct page **pages)
{
	unsigned int flags = 1;

#ifdef CONFIG_STILE
	flags = FOLL_LONGTERM;
#else
	flags = FOLL_WRITE;
#endif
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, flags, pages);
}

int stile_cut(unsigned long addr, int n, struct page **pages)
{
	unsigned int flags = FOLL_LONGTERM;

#ifdef CONFIG_STILE
	if (n > 1) {
#else
	if (n) {
#endif
		flags = n == 3;
	}
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(addr, 1, flags, pages);
}

int stile_version(unsigned long addr, struct page **pages)
{
	unsigned int flags = 1;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 2, 0)
	flags = FOLL_WRITE;
#endif
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, flags, pages);
}
