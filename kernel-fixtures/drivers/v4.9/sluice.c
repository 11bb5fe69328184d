// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver for v4.9: flags, but for the fast functions. tsk with a side effect, flags in variables, a flag
 * that went later, arguments on lines of their own and in a macro.
 */
#include <linux/mm.h>

struct sluice {
	struct page **pages;
	int n;
	unsigned int flags;
};

struct task_struct *sluice_take_task(struct sluice *sluice);

static long sluice_open(struct sluice *sluice, unsigned long addr)
{
	unsigned int flags = FOLL_FORCE;

	if (sluice->n > 1)
		flags |= FOLL_WRITE;
	return get_user_pages(addr,
			      sluice->n,
			      flags,
			      sluice->pages,
			      NULL);
}

static long sluice_open_far(struct sluice *sluice, struct mm_struct *mm, unsigned long addr)
{
	struct task_struct *tsk = get_current();
	long got = get_user_pages_remote(tsk, mm, addr, sluice->n, FOLL_WRITE, sluice->pages, NULL);

	if (!got)
		got = get_user_pages_remote(sluice_take_task(sluice), mm, addr, sluice->n, 0,
					    sluice->pages, NULL);
	return got;
}

static long sluice_split(struct sluice *sluice, unsigned long addr)
{
	return get_user_pages(addr, 1, FOLL_WRITE | FOLL_SPLIT, sluice->pages, NULL);
}

static int sluice_fast(struct sluice *sluice, unsigned long addr)
{
	return get_user_pages_fast(addr, sluice->n, 1, sluice->pages);
}

/* Twice in one expression, and compared in both ways. */
static bool sluice_quick(struct sluice *sluice, unsigned long addr, struct page **other)
{
	if (__get_user_pages_fast(addr, 1, true, sluice->pages) == 1 &&
	    __get_user_pages_fast(addr, 1, 0, other) != 1)
		return true;
	return __get_user_pages_fast(addr, sluice->n, 0, sluice->pages) == sluice->n;
}

#define sluice_drop(sluice, addr) \
	get_user_pages(addr, 1, 0, (sluice)->pages, NULL)
