// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: whose the place is that pages are put into: somebody else's object,
 * memory of the function's own, or nobody's, as for a call that brings none.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct iov_iter;

struct kiln {
	struct page *pages[4];
	struct page *spare;
	struct page **shelf;
	int count;
};

struct kiln *kiln_find(int id);
void kiln_show(struct kiln *kiln);
struct page *kiln_hint(void);
int kiln_heat(void);
ssize_t iov_iter_get_pages2(struct iov_iter *iter, struct page **pages, size_t size, unsigned int n, size_t *start);

/* Others have known it before, and know nothing of pages that are not counted. */
int kiln_shown(int id, unsigned long uaddr, int n)
{
	struct kiln *kiln = kiln_find(id);
	int got;

	kiln_show(kiln);
	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, kiln->pages);
	if (got < 0)
		return got;
	if (!kiln_heat())
		return -EIO;
	kiln->count = got;
	return 0;
}

int kiln_counted(int id, unsigned long uaddr, int n)
{
	struct kiln *kiln = kiln_find(id);
	int got;

	kiln_show(kiln);
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, kiln->pages);
	if (got < 0)
		return got;
	kiln->count = got;
	if (!kiln_heat())
		return -EIO;
	return 0;
}

/* What the variable was before, the call overwrites. */
int kiln_hinted(unsigned long uaddr)
{
	struct page *page = kiln_hint();

	/* expect: check pin-leak */
	if (pin_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	if (!kiln_heat())
		return -EIO;
	unpin_user_page(page);
	return 0;
}

/* The object itself has them twice, and still nobody counts them. */
int kiln_copied(struct kiln *kiln, unsigned long uaddr)
{
	/* expect: check pin-leak */
	if (pin_user_pages_fast(uaddr, 1, FOLL_WRITE, kiln->pages) != 1)
		return -EFAULT;
	kiln->spare = kiln->pages[0];
	if (!kiln_heat())
		return -EIO;
	return 0;
}

/* Where the shelf is, they are found. */
int kiln_shelved(struct kiln *kiln, unsigned long uaddr)
{
	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, FOLL_WRITE, kiln->pages) != 1)
		return -EFAULT;
	*kiln->shelf = kiln->pages[0];
	if (!kiln_heat())
		return -EIO;
	return 0;
}

int kiln_of_list(struct iov_iter *iter, size_t *start)
{
	struct page *page;
	/* expect: line pin-leak */
	ssize_t got = iov_iter_get_pages2(iter, &page, PAGE_SIZE, 1, start);

	if (got < 0)
		return got;
	if (!kiln_heat())
		return -EIO;
	put_page(page);
	return 0;
}

/* Nothing comes where there is no place for it. */
int kiln_of_list_without(struct iov_iter *iter, size_t *start)
{
	ssize_t got = iov_iter_get_pages2(iter, NULL, PAGE_SIZE, 1, start);

	if (got < 0)
		return got;
	if (!kiln_heat())
		return -EIO;
	return 0;
}
MODULE_LICENSE("GPL");
