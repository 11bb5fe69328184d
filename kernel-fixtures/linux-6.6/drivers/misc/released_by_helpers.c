// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: functions that release the page of an object, and put NULL in its
 * place: in the wrong way, or called twice. Beside each, the twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct mooring {
	struct page *page;
};

int mooring_pull(unsigned long addr);

/* --- in which way --- */

static void mooring_slip(struct mooring *m)
{
	if (m->page) {
		/* expect: line wrong-release */
		put_page(m->page);
		m->page = NULL;
	}
}

static void mooring_slip_right(struct mooring *m)
{
	if (m->page) {
		/* expect: check nothing */
		unpin_user_page(m->page);
		m->page = NULL;
	}
}

int mooring_fails(struct mooring *m, unsigned long addr)
{
	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &m->page) != 1)
		return -EFAULT;
	if (mooring_pull(addr)) {
		mooring_slip(m);
		return -EIO;
	}
	return 0;
}

int mooring_fails_right(struct mooring *m, unsigned long addr)
{
	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &m->page) != 1)
		return -EFAULT;
	if (mooring_pull(addr)) {
		mooring_slip_right(m);
		return -EIO;
	}
	return 0;
}

static void mooring_let_go(struct page **place)
{
	/* expect: line wrong-release */
	put_page(*place);
	*place = NULL;
}

static void mooring_let_go_right(struct page **place)
{
	/* expect: check nothing */
	unpin_user_page(*place);
	*place = NULL;
}

int mooring_place(unsigned long addr)
{
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, 0, &page) != 1)
		return -EFAULT;
	mooring_let_go(&page);
	return 0;
}

int mooring_place_right(unsigned long addr)
{
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, 0, &page) != 1)
		return -EFAULT;
	mooring_let_go_right(&page);
	return 0;
}

/* --- how often: what finds NULL the second time does nothing --- */

static void mooring_drop(struct mooring *m)
{
	if (m->page)
		/* expect: check nothing */
		unpin_user_page(m->page);
}

int mooring_twice(struct mooring *m, unsigned long addr)
{
	int ret = 0;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &m->page) != 1)
		return -EFAULT;
	if (mooring_pull(addr)) {
		mooring_drop(m);
		ret = -EIO;
	}
	/* expect: line double-release */
	mooring_drop(m);
	return ret;
}

int mooring_twice_right(struct mooring *m, unsigned long addr)
{
	int ret = 0;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &m->page) != 1)
		return -EFAULT;
	if (mooring_pull(addr)) {
		mooring_slip_right(m);
		ret = -EIO;
	}
	mooring_slip_right(m);
	return ret;
}

/* --- other pages take their place, one by one --- */

struct page *alloc_page(gfp_t gfp);

int mooring_copied(unsigned long addr, struct page **pages, int n, bool copy)
{
	/* expect: check nothing */
	int i, got = get_user_pages_fast(addr, n, 0, pages);

	for (i = 0; copy && i < got; i++) {
		put_page(pages[i]);
		pages[i] = alloc_page(GFP_KERNEL);
	}
	for (i = 0; i < got; i++)
		put_page(pages[i]);
	return got;
}

int mooring_copied_all(unsigned long addr, struct page **pages, int n)
{
	/* expect: check nothing */
	int i, got = get_user_pages_fast(addr, n, 0, pages);

	for (i = 0; i < got; i++) {
		put_page(pages[i]);
		pages[i] = alloc_page(GFP_KERNEL);
	}
	for (i = 0; i < got; i++)
		put_page(pages[i]);
	return got;
}

struct pontoon {
	struct page **pages;
	int n;
};

static void pontoon_empty(struct pontoon *p)
{
	/* expect: check nothing */
	unpin_user_pages(p->pages, p->n);
	p->pages = NULL;
}

int pontoon_refilled(struct pontoon *p, struct page **others, unsigned long addr)
{
	int i;

	/* expect: check nothing */
	p->n = pin_user_pages_fast(addr, 4, FOLL_WRITE, p->pages);
	if (p->n <= 0)
		return -EFAULT;
	pontoon_empty(p);
	p->pages = others;
	for (i = 0; i < p->n; i++)
		/* expect: check nothing */
		unpin_user_page(p->pages[i]);
	return 0;
}

MODULE_LICENSE("GPL");
