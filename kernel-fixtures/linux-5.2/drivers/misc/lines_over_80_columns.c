// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: lines that grow over 80 columns when they are converted: they are
 * broken before the changed argument and aligned to the open parenthesis.
 * Also one that comes to 80 columns exactly, and so stays one line, and one
 * that comes to 81.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct colophon {
	struct page **pages;
	unsigned long start;
	int nr;
	bool writable;
};

int colophon_print(struct colophon *co)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(co->start, co->nr,
				  co->writable ? FOLL_WRITE : 0, co->pages);
	if (ret < 0)
		return ret;

	if (co->nr > 1) {
		/* expect: check nothing */
		if (get_user_pages_fast(co->start, co->nr,
					FOLL_WRITE, co->pages) < 1)
			return -EFAULT;
	}
	return ret;
}

long colophon_keep(struct colophon *co, unsigned int gup_flags)
{
	long got;

	/* expect: check nothing */
	got = get_user_pages(co->start, 1,
			     gup_flags | FOLL_LONGTERM, co->pages, NULL);
	if (got > 0)
		return got;
	/* expect: check nothing */
	return get_user_pages_unlocked(co->start, 1, co->pages,
				       co->writable ? FOLL_WRITE : 0);
}

int colophon_edge(struct colophon *p, int a)
{
	int rc;

	/* expect: check nothing */
	rc = get_user_pages_fast(p->start, p->nr - 1, FOLL_WRITE, p->pages + 1);
	if (rc < 0)
		return rc;
	/* expect: check nothing */
	rc = get_user_pages_fast(p->start, p->nr - 10,
				 FOLL_WRITE, p->pages + 1);
	if (rc < 0)
		return rc;
	/* expect: check nothing */
	return get_user_pages_fast(p->start, p->nr,
				   a > READ ? FOLL_WRITE : 0, p->pages);
}
MODULE_LICENSE("GPL");
