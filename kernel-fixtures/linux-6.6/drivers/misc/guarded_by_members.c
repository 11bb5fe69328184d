// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the same member of an object guards what takes pages and what
 * releases them, and functions are called in between. Beside each, a twin that
 * loses them.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct portcullis {
	bool raised;
	int n;
	unsigned long addr;
	struct page *page;
	struct mutex lock;
};

int portcullis_move(unsigned long addr);

/* --- a call of the family, and releases, change no member --- */

int portcullis_two(struct portcullis *p)
{
	struct page *page = NULL, *other;

	/* expect: check nothing */
	if (p->raised && get_user_pages_fast(p->addr, 1, 0, &page) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (get_user_pages_fast(p->addr, 1, 0, &other) != 1) {
		if (p->raised)
			put_page(page);
		return -EFAULT;
	}
	put_page(other);
	if (!p->raised)
		return -EINVAL;
	put_page(page);
	return 0;
}

int portcullis_two_lost(struct portcullis *p)
{
	struct page *page = NULL, *other;

	/* expect: check pin-leak */
	if (p->raised && get_user_pages_fast(p->addr, 1, 0, &page) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (get_user_pages_fast(p->addr, 1, 0, &other) != 1) {
		if (!p->raised)
			put_page(page);
		return -EFAULT;
	}
	put_page(other);
	if (p->raised)
		put_page(page);
	return 0;
}

int portcullis_array(struct portcullis *p, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got = 0, ret = -EFAULT;

	if (p->n != 0) {
		/* expect: check nothing */
		got = pin_user_pages_fast(p->addr, n, FOLL_WRITE, pages);
		if (got != n)
			goto out;
	}
	portcullis_move(p->addr);
	ret = 0;
	if (p->n == 0)
		goto free;
out:
	if (got > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
free:
	kfree(pages);
	return ret;
}

/* --- any other function may change it, or not: nobody can tell --- */

int portcullis_unknown(struct portcullis *p)
{
	struct page *page = NULL;

	/* expect: check nothing */
	if (p->raised && get_user_pages_fast(p->addr, 1, 0, &page) != 1)
		return -EFAULT;
	portcullis_move(p->addr);
	if (!p->raised)
		return 0;
	put_page(page);
	return 0;
}

int portcullis_locked(struct portcullis *p)
{
	struct page *page = NULL;

	if (p->raised) {
		/* expect: check nothing */
		if (get_user_pages_fast(p->addr, 1, 0, &page) != 1)
			return -EFAULT;
	}
	mutex_lock(&p->lock);
	if (!p->raised)
		goto unlock;
	put_page(page);
unlock:
	mutex_unlock(&p->lock);
	return 0;
}

/* A name that begins like one of the kernel's is the driver's own, in another file. */
void unpin_portcullis(struct portcullis *p);
void get_pages_of(struct portcullis *p);

int portcullis_unpinned(struct portcullis *p)
{
	struct page *page = NULL;

	/* expect: check nothing */
	if (p->raised && get_user_pages_fast(p->addr, 1, 0, &page) != 1)
		return -EFAULT;
	unpin_portcullis(p);
	if (!p->raised && page)
		put_page(page);
	return 0;
}

int portcullis_got(struct portcullis *p)
{
	struct page *page;

	if (p->page)
		return 0;
	/* expect: check nothing */
	if (get_user_pages_fast(p->addr, 1, 0, &page) != 1)
		return -EFAULT;
	get_pages_of(p);
	if (p->page)
		put_page(page);
	return 0;
}

/* --- the function itself changes it --- */

int portcullis_lowered(struct portcullis *p)
{
	struct page *page = NULL;

	/* expect: check pin-leak */
	if (p->n && get_user_pages_fast(p->addr, 1, 0, &page) != 1)
		return -EFAULT;
	p->n--;
	if (!p->n)
		return 0;
	put_page(page);
	return 0;
}

/* The call fills the very member that is asked. */
int portcullis_filled(struct portcullis *p)
{
	struct page **place = &p->page;

	if (p->page)
		return -EBUSY;
	/* expect: check nothing */
	if (get_user_pages_fast(p->addr, 1, 0, place) != 1)
		return -EFAULT;
	if (p->page && portcullis_move(p->addr)) {
		put_page(p->page);
		p->page = NULL;
		return -EIO;
	}
	return 0;
}
