// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: one function takes pages into an array of its caller's, another one
 * drops them in the wrong manner; and pairs that fit, or of which nobody can
 * tell what is in the array.
 */
#include <linux/mm.h>
#include <linux/module.h>

int gleaner_bind(struct page **pages, int n);
struct page *gleaner_spare(void);

static int gleaner_take(struct page **pages, int n, unsigned long uaddr,
			int *total)
{
	int got;

	while (*total < n) {
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr + *total * PAGE_SIZE,
					  n - *total, FOLL_WRITE, pages);
		if (got <= 0)
			return got ? got : -EFAULT;
		pages += got;
		*total += got;
	}
	return 0;
}

static void gleaner_drop(struct page **pages, int n)
{
	while (n--)
		/* expect: line wrong-release */
		put_page(pages[n]);
}

static void gleaner_unpin(struct page **pages, int n)
{
	/* expect: check nothing */
	unpin_user_pages(pages, n);
}

/* Of its own: what else calls it may have references. */
static void gleaner_put(struct page **pages, int n)
{
	while (n--)
		put_page(pages[n]);
}

int gleaner_work(unsigned long uaddr)
{
	struct page *pages[8];
	int total = 0, err;

	err = gleaner_take(pages, 8, uaddr, &total);
	gleaner_drop(pages, total);
	return err;
}

int gleaner_work_right(unsigned long uaddr)
{
	struct page *pages[8];
	int total = 0, err;

	err = gleaner_take(pages, 8, uaddr, &total);
	gleaner_unpin(pages, total);
	return err;
}

/* A page of its own is among them. */
int gleaner_mixed(unsigned long uaddr)
{
	struct page *pages[8];
	int total = 0, err;

	err = gleaner_take(pages, 7, uaddr, &total);
	pages[total++] = gleaner_spare();
	gleaner_put(pages, total);
	return err;
}

/* Who knows what is put there. */
int gleaner_bound(unsigned long uaddr)
{
	struct page *pages[8];
	int total = 0, err;

	err = gleaner_take(pages, 8, uaddr, &total);
	total = gleaner_bind(pages, total);
	gleaner_put(pages, total);
	return err;
}

MODULE_LICENSE("GPL");
