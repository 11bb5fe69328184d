// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that are pinned piece by piece, and a failure behind which as many are
 * released as were to come in all, instead of those that had come; each beside its twin,
 * and code that knows by another number whether all are there.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

int fascine_wait(void);

int fascine_rest(unsigned long uaddr, int rods, struct page **pages)
{
	int got, done = 0;

	while (done < rods) {
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr + done * PAGE_SIZE, rods - done, 0, pages + done);
		if (got < 0) {
			/* expect: check partial-pin */
			unpin_user_pages(pages, rods);
			return got;
		}
		done += got;
	}
	return 0;
}

int fascine_rest_right(unsigned long uaddr, int rods, struct page **pages)
{
	int got, done = 0;

	while (done < rods) {
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr + done * PAGE_SIZE, rods - done, 0, pages + done);
		if (got < 0) {
			/* expect: check nothing */
			unpin_user_pages(pages, done);
			return got;
		}
		done += got;
	}
	return 0;
}

int fascine_bundles(unsigned long uaddr, int rods, struct page **pages)
{
	int got, done = 0, bundle;

	while (done < rods) {
		bundle = min_t(int, rods - done, 16);
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr + done * PAGE_SIZE, bundle, 0, &pages[done]);
		if (got <= 0)
			goto undo;
		done += got;
	}
	return 0;
undo:
	/* expect: check partial-pin */
	unpin_user_pages(pages, rods);
	return got < 0 ? got : -EFAULT;
}

int fascine_bundles_right(unsigned long uaddr, int rods, struct page **pages)
{
	int got, done = 0, bundle;

	while (done < rods) {
		bundle = min_t(int, rods - done, 16);
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr + done * PAGE_SIZE, bundle, 0, &pages[done]);
		if (got <= 0)
			goto undo;
		done += got;
	}
	return 0;
undo:
	/* expect: check nothing */
	unpin_user_pages(pages, done);
	return got < 0 ? got : -EFAULT;
}

int fascine_one_by_one(unsigned long uaddr, int rods, struct page **pages)
{
	int i, got, done = 0;

	for (;;) {
		/* expect: check partial-pin */
		got = pin_user_pages_fast(uaddr + done * PAGE_SIZE, min(rods - done, 8), 0, &pages[done]);
		if (got <= 0)
			break;
		done += got;
		if (done == rods)
			return 0;
	}
	for (i = 0; i < rods; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return got < 0 ? got : -EFAULT;
}

/* An element tells whether it came. */
int fascine_asked(unsigned long uaddr, int rods, struct page **pages)
{
	int i, got, done = 0;

	while (done < rods) {
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr + done * PAGE_SIZE, rods - done, 0, pages + done);
		if (got < 0)
			goto undo;
		done += got;
	}
	return 0;
undo:
	for (i = 0; i < rods; i++)
		if (pages[i])
			/* expect: check nothing */
			unpin_user_page(pages[i]);
	return got;
}

/* The number of those that came says whether they are all. */
int fascine_counted(unsigned long uaddr, int rods, struct page **pages)
{
	int got = 0, done = 0;

	do {
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr + done * PAGE_SIZE, rods - done, 0, pages + done);
		if (got < 0)
			break;
		done += got;
	} while (done < rods);
	if (done != rods) {
		/* expect: check nothing */
		unpin_user_pages(pages, done);
		return got < 0 ? got : -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, rods);
	return 0;
}

/* The number is cut to those that came. */
int fascine_cut(unsigned long uaddr, int rods, struct page **pages)
{
	int got, done = 0;

	while (done < rods) {
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr + done * PAGE_SIZE, rods - done, 0, pages + done);
		if (got < 0) {
			rods = done;
			break;
		}
		done += got;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, rods);
	return 0;
}

/* It tries once more. */
int fascine_again(unsigned long uaddr, int rods, struct page **pages)
{
	int got, done = 0;

	while (done < rods) {
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr + done * PAGE_SIZE, rods - done, 0, pages + done);
		if (got < 0) {
			if (fascine_wait())
				goto undo;
			continue;
		}
		done += got;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, rods);
	return 0;
undo:
	/* expect: check nothing */
	unpin_user_pages(pages, done);
	return got;
}
