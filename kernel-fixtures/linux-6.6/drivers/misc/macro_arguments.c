// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: calls that show fewer arguments than the function takes. A macro of
 * the driver or of its header may bring the others, whatever its name looks
 * like; one of the kernel that is a number does not. No compiler builds this
 * file.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "macro_arguments.h"

#define HATCH_LEFT	1, FOLL_WRITE
#define hatch_into(at)	FOLL_WRITE, &(at)[0]
#define HATCH_ONE	(FOLL_WRITE | FOLL_FORCE)

int hatch_brought(unsigned long addr, struct page **pages)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(addr, HATCH_LEFT, pages);

	/* expect: check nothing */
	got += pin_user_pages_fast(addr, 1, hatch_into(pages));
	/* expect: check nothing */
	got += pin_user_pages_fast(addr, 1, HATCH_TARGET);
	/* expect: check nothing */
	got += pin_user_pages_fast(addr, 1, hatch_target);
	return got;
}

int hatch_missing(unsigned long addr, size_t size, struct page **pages)
{
	/* expect: check stale-call */
	int got = pin_user_pages_fast(addr, HATCH_ONE, pages);

	/* expect: check stale-call */
	got += pin_user_pages_fast(addr, DIV_ROUND_UP(size, PAGE_SIZE), pages);
	/* expect: check stale-call */
	got += pin_user_pages_fast(addr, VM_WRITE, pages);
	/* The macro brings one, and two are missing. */
	/* expect: check stale-call */
	got += pin_user_pages_fast(addr, HATCH_LEFT);
	return got;
}

int hatch_too_many(unsigned long addr, struct page **pages)
{
	/* A macro takes nothing away. */
	/* expect: check stale-call */
	return pin_user_pages_fast(addr, HATCH_LEFT, pages, NULL, NULL);
}
MODULE_LICENSE("GPL");
