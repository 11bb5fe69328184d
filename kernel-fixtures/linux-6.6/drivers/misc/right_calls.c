// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: right calls in many shapes: one flag, none, several, a ternary, a
 * ternary in parentheses with a flag, constants by macro, over several lines.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define QUILL_FLAGS	(FOLL_WRITE | FOLL_LONGTERM)

struct quill {
	struct page *pages[16];
	bool read_only;
};

int quill_dip(struct quill *q, unsigned long addr, int nr)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, nr, FOLL_WRITE, q->pages);
	if (ret > 0)
		return ret;
	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, nr, 0, q->pages);
	if (ret > 0)
		return ret;
	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, nr, FOLL_WRITE | FOLL_LONGTERM,
				  q->pages);
	if (ret > 0)
		return ret;
	/* expect: check nothing */
	return pin_user_pages_fast(addr, nr, QUILL_FLAGS, q->pages);
}

int quill_draw(struct quill *q, unsigned long addr, int nr)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, nr, q->read_only ? 0 : FOLL_WRITE,
				  q->pages);
	if (ret > 0)
		return ret;
	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, nr,
				  (!q->read_only ? FOLL_WRITE : 0) |
				  FOLL_LONGTERM, q->pages);
	if (ret > 0)
		/* expect: check nothing */
		unpin_user_pages(q->pages, ret);
	return ret;
}
MODULE_LICENSE("GPL");
