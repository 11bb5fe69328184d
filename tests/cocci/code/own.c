// SPDX-License-Identifier: GPL-2.0-only
/* Functions of the file's own that share their names with the family. */
static int get_user_pages_fast(unsigned long start, int nr, bool write,
			       struct page **pages)
{
	return pin_user_pages_fast(start, nr, write ? FOLL_WRITE : 0, pages);
}

static long get_user_pages_longterm(unsigned long start, int nr, bool write,
				    struct page **pages, struct area **areas)
{
	return get_user_pages_fast(start, nr, write, pages);
}

static int pin_user_pages(unsigned long start, int nr, int write, struct page **pages)
{
	return get_user_pages_fast(start, nr, 1, pages);
}

static int __get_user_pages_fast(unsigned long start, int nr, unsigned int flags,
				 struct page **pages)
{
	return pin_user_pages(start, nr, true, pages);
}

int roll(unsigned long start, int nr, int write, struct page **pages)
{
	if (__get_user_pages_fast(start, nr, FOLL_WRITE, pages))
		return 0;
	if (get_user_pages_longterm(start, nr, write, pages, NULL))
		return 0;
	return pin_user_pages(start, nr, 1, pages);
}

int carry(unsigned long start, struct page **pages)
{
	int pinned;

	mmap_read_lock(current->mm);
	pinned = get_user_pages_fast(start, 1, true, pages);
	mmap_read_unlock(current->mm);
	if (pinned == 1)
		unpin_user_page(pages[0]);
	pinned = pin_user_pages(start, 1, 0, pages);
	if (pinned == 1)
		put_page(pages[0]);
	return pinned;
}
