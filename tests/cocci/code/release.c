// SPDX-License-Identifier: GPL-2.0-only
/* Pages that are given back in another way than they were taken, and beside them what is right. */

int put_each(unsigned long start, int n, struct page **pages)
{
	int i, pinned = pin_user_pages_fast(start, n, FOLL_WRITE, pages);

	for (i = 0; i < pinned; i++)
		put_page(pages[i]);
	return 0;
}

long put_all(unsigned long start, int n, struct page **pages)
{
	long pinned = pin_user_pages_unlocked(start, n, pages, 0);

	if (pinned > 0)
		release_pages(pages, pinned);
	return pinned;
}

int put_single(unsigned long start)
{
	struct page *page;

	if (pin_user_pages_fast(start, 1, 0, &page) != 1)
		return -EFAULT;
	read_it(page);
	put_page(page);
	return 0;
}

int unpin_all(unsigned long start, struct page **pages)
{
	int got = get_user_pages_fast(start, 4, 0, pages);

	if (got < 0)
		return got;
	unpin_user_pages(pages, got);
	return 0;
}

int unpin_dirty(unsigned long start, struct page **pages)
{
	int got = get_user_pages_fast(start, 4, FOLL_WRITE, pages);

	if (got > 0)
		unpin_user_pages_dirty_lock(pages, got, true);
	return got;
}

int unpin_single(struct mm_struct *mm, unsigned long start)
{
	struct page *page;

	if (get_user_pages_remote(mm, start, 1, FOLL_FORCE, &page, NULL) != 1)
		return -EFAULT;
	unpin_user_page(page);
	return 0;
}

/* --- right, or who knows --- */

int other_object(struct crate *crate, struct crate *old, unsigned long start)
{
	crate->n = get_user_pages_fast(start, 4, 0, crate->pages);
	crate = old;
	unpin_user_pages(crate->pages, crate->n);
	return 0;
}

int refilled(unsigned long start, struct page **pages, struct page *other)
{
	int got = get_user_pages_fast(start, 1, 0, pages);

	if (got == 1)
		put_page(pages[0]);
	pages[0] = other;
	unpin_user_page(pages[0]);
	return got;
}

int unpin_each(unsigned long start, int n, struct page **pages)
{
	int i, pinned = pin_user_pages_fast(start, n, FOLL_WRITE, pages);

	for (i = 0; i < pinned; i++)
		unpin_user_page(pages[i]);
	return 0;
}

int put_gotten(unsigned long start, int n, struct page **pages)
{
	int got = get_user_pages_fast(start, n, FOLL_WRITE, pages);

	if (got > 0)
		release_pages(pages, got);
	return 0;
}

int either(bool pin, unsigned long start)
{
	struct page *page;
	int n;

	if (pin)
		n = pin_user_pages_fast(start, 1, 0, &page);
	else
		n = get_user_pages_fast(start, 1, 0, &page);
	if (n != 1)
		return -EFAULT;
	if (pin)
		unpin_user_page(page);
	else
		put_page(page);
	return 0;
}

int one_more(unsigned long start)
{
	struct page *page;

	if (pin_user_pages_fast(start, 1, 0, &page) != 1)
		return -EFAULT;
	get_page(page);
	hand_over(page);
	put_page(page);
	unpin_user_page(page);
	return 0;
}

int another_array(unsigned long start, struct page **pages, struct page **others)
{
	int pinned = pin_user_pages_fast(start, 1, 0, pages);

	put_page(others[0]);
	unpin_user_pages(pages, pinned);
	return 0;
}
