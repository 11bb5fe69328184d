// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the weak definitions, for an architecture without a fast way, with
 * kernel-doc; the third parameter is on the prototype's second line.
 */
#include <linux/compiler.h>
#include <linux/export.h>
#include <linux/mm.h>

/* Cannot pin without sleeping: get_user_pages_fast() has to do it. */
int __weak __get_user_pages_fast(unsigned long start, int nr_pages, int write,
				 struct page **pages)
{
	return 0;
}
EXPORT_SYMBOL_GPL(__get_user_pages_fast);

/**
 * get_user_pages_fast() - pin pages of the current task
 * @start:      first address
 * @nr_pages:   how many pages
 * @write:      non-zero if the caller is going to store to the pages
 * @pages:      array for the pages
 *
 * The fallback of architectures that have nothing better: get_user_pages_fast()
 * is no faster than get_user_pages() here.
 *
 * Return: number of pages, or -errno.
 */
int __weak get_user_pages_fast(unsigned long start,
			       int nr_pages, int write, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_unlocked(start, nr_pages, pages,
				       write ? FOLL_WRITE : 0);
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);
