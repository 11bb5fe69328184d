// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: comments that allow findings, in every place that they can have; and
 * those that do not hold, or that nobody needs.
 */
#include "allow_comments.h"

#include <linux/module.h>

int erratum_above(unsigned long addr, bool store, struct page **pages)
{
	int ret;

	/* expect: suppress bool-as-flags */
	/* guptidy: allow bool-as-flags - the board has no other flag to ask for */
	ret = pin_user_pages_fast(addr, 1, store, pages);
	if (ret > 0)
		return ret;
	/* expect: suppress bool-as-flags */
	/*
	 * guptidy: allow bool-as-flags - the same, at length: the board was made
	 * before there was another flag to ask for
	 */
	ret = pin_user_pages_fast(addr, 2, store, pages);
	/* expect: suppress bool-as-flags */
	// guptidy: allow bool-as-flags - above the statement, with
	// another comment in between
	if (ret < 0 &&
	    pin_user_pages_fast(addr, 1, store, pages) < 0)
		/* expect: check bool-as-flags */
		return pin_user_pages_fast(addr, 1, !!store, pages);
	for (; ret < 0; ret++)
		/* expect: suppress bool-as-flags */
		/* guptidy: allow bool-as-flags - above the body of a loop */
		return pin_user_pages_fast(addr, 1, !!store, pages);
	return ret;
}

int erratum_beside(unsigned long addr, bool store, struct page **pages)
{
	int ret, more;

	/* expect: suppress bool-as-flags */
	ret = pin_user_pages_fast(addr, 1, store, pages); /* guptidy: allow bool-as-flags - beside it */
	/* expect: check bool-as-flags */
	more = pin_user_pages_fast(addr, 1, store, pages);
	/* expect: suppress bool-as-flags */
	ret += pin_user_pages_fast(addr, 1,
				   store, // guptidy: allow bool-as-flags - on one of its lines
				   pages);
	/* expect: suppress literal-flags literal-flags */
	/* guptidy: allow literal-flags - both of them */
	ret = pin_user_pages_fast(addr, 1, 1, pages) + pin_user_pages_fast(addr, 2, 1, pages);
	return ret + more;
}

int erratum_several(unsigned long addr, bool store, struct page **pages)
{
	/* expect: suppress bool-as-flags literal-flags */
	/* guptidy: allow bool-as-flags, literal-flags - two rules */
	return pin_user_pages_fast(addr, 1, store, pages) + pin_user_pages_fast(addr, 2, 1, pages);
}

int erratum_other_rule(unsigned long addr, bool store, struct page **pages)
{
	/* expect: comment unused-allow */
	/* expect: check bool-as-flags */
	/* guptidy: allow literal-flags - it is not this rule that complains */
	return pin_user_pages_fast(addr, 1, store, pages);
}

int erratum_no_reason(unsigned long addr, bool store, struct page **pages)
{
	int ret;

	/* expect: comment bad-allow */
	/* expect: check bool-as-flags */
	/* guptidy: allow bool-as-flags */
	ret = pin_user_pages_fast(addr, 1, store, pages);
	/* expect: comment bad-allow */
	/* expect: check bool-as-flags */
	/* guptidy: allow bool-as-flags as the board wants it */
	ret += pin_user_pages_fast(addr, 1, store, pages);
	/* expect: comment bad-allow */
	/* expect: check bool-as-flags */
	/* guptidy: allow - the board wants it */
	return ret + pin_user_pages_fast(addr, 1, store, pages);
}

int erratum_unknown(unsigned long addr, bool store, struct page **pages)
{
	int ret;

	/* expect: comment bad-allow */
	/* expect: check bool-as-flags */
	/* guptidy: allow bool-as-flag - there is no such rule */
	ret = pin_user_pages_fast(addr, 1, store, pages);
	/* expect: comment bad-allow */
	/* expect: suppress bool-as-flags */
	/* guptidy: allow bool-as-flags, no-such-rule - one of two is there */
	return ret + pin_user_pages_fast(addr, 1, store, pages);
}

int erratum_unused(unsigned long addr, bool store, struct page **pages)
{
	int ret;

	/* expect: comment unused-allow */
	/* guptidy: allow bool-as-flags - an empty line stands between */

	/* expect: check bool-as-flags */
	ret = pin_user_pages_fast(addr, 1, store, pages);
	/* expect: comment unused-allow */
	/* expect: check nothing */
	/* guptidy: allow bool-as-flags - it was mended since */
	ret += pin_user_pages_fast(addr, 1, store ? FOLL_WRITE : 0, pages);
	return ret;
}
MODULE_LICENSE("GPL");
