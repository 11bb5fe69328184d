// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages in an array that the function has itself: loops that do nothing but release become one
 * call, where the count cannot be negative and nobody looks at the loop's variable afterwards; in all
 * others only the release changes its name.
 */
#include <linux/mm.h>
#include <linux/dma-mapping.h>
#include <linux/slab.h>

/* `i` has nothing else to do, and goes. */
int load_alone(unsigned long uaddr, unsigned int n, struct device *dev)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	dma_addr_t dma;
	int got;
	int i;

	if (!pages)
		return -ENOMEM;
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got < 0) {
		kfree(pages);
		return got;
	}
	n = got;
	dma = dma_map_page(dev, pages[0], 0, PAGE_SIZE, DMA_FROM_DEVICE);
	dma_unmap_page(dev, dma, PAGE_SIZE, DMA_FROM_DEVICE);
	for (i = 0; i < n; i++)
		put_page(pages[i]);
	kfree(pages);
	return 0;
}

/* `i` is needed once more, and stays. */
int load_and_clear(unsigned long uaddr, unsigned long n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	unsigned long i;
	int got;

	if (!pages)
		return -ENOMEM;
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got < 0) {
		kfree(pages);
		return got;
	}
	n = got;
	for (i = 0; i < n; i++)
		clear_highpage(pages[i]);
	for (i = 0; i < n; ++i) {
		set_page_dirty_lock(pages[i]);
		put_page(pages[i]);
	}
	kfree(pages);
	return 0;
}

/* A number that may be negative: the loop does nothing then, and unpin_user_pages() would not. */
int load_signed(unsigned long uaddr, int n)
{
	struct page *pages[16];
	int i, got;

	got = get_user_pages_fast(uaddr, n < 16 ? n : 16, FOLL_WRITE, pages);
	for (i = 0; i < got; i++)
		clear_highpage(pages[i]);
	for (i = 0; i < got; i++)
		put_page(pages[i]);
	return got;
}

/* What the loop leaves in `i` is looked at; the other loop is a `while`. */
int load_counted(unsigned long uaddr, unsigned int n, bool all)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	unsigned int i;
	int got;

	if (!pages)
		return -ENOMEM;
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got < 0) {
		kfree(pages);
		return got;
	}
	n = got;
	memcpy_to_page(pages[0], 0, "first", 5);
	if (all) {
		for (i = 0; i < n; i++)
			put_page(pages[i]);
		pr_debug("%u pages\n", i);
	} else {
		while (n--)
			put_page(pages[n]);
	}
	kfree(pages);
	return 0;
}

/* Conditions, comments and other work in the loop: it stays as it is. */
int load_choosy(unsigned long uaddr, unsigned int n, bool dirty)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	unsigned int i;
	int got;

	if (!pages)
		return -ENOMEM;
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got < 0) {
		kfree(pages);
		return got;
	}
	n = got;
	memcpy_to_page(pages[0], 0, "first", 5);
	for (i = 0; i < n; i++) {
		if (dirty)
			set_page_dirty_lock(pages[i]);
		/* as we got it */
		put_page(pages[i]);
	}
	kfree(pages);
	return 0;
}

/* The whole array at once, and lines that the new name makes too long. */
int load_whole(unsigned long uaddr, unsigned long pages_wanted)
{
	struct page **pages_of_user = kcalloc(pages_wanted, sizeof(*pages_of_user), GFP_KERNEL);
	unsigned long number_of_pages_there;
	unsigned long i;
	int got;

	if (!pages_of_user)
		return -ENOMEM;
	got = get_user_pages_fast(uaddr, pages_wanted, FOLL_WRITE | FOLL_LONGTERM, pages_of_user);
	if (got < 0)
		goto free;
	number_of_pages_there = got;
	memcpy_to_page(pages_of_user[0], 0, "first", 5);
	if (got == pages_wanted) {
		if (uaddr & 1)
			release_pages(pages_of_user, number_of_pages_there);
		else
			for (i = 0; i < number_of_pages_there; i++)
				put_page(pages_of_user[i]);
		goto free;
	}
	for (i = 0; i < number_of_pages_there; i++) {
		set_page_dirty_lock(pages_of_user[i]);
		put_page(pages_of_user[i]);
	}
free:
	kfree(pages_of_user);
	return got < 0 ? got : 0;
}

/* `i` would be left over in a declaration of several. */
int load_listed(unsigned long uaddr, unsigned int n)
{
	struct page *pages[2];
	unsigned int i, sum = 0;

	if (n != 2 || get_user_pages_fast(uaddr, 1, FOLL_WRITE, pages) != 1)
		return -EFAULT;
	memcpy_to_page(pages[0], 0, "first", 5);
	sum += n;
	for (i = 0; i < n; i++)
		put_page(pages[i]);
	return sum;
}

/* The same with a variable that is declared for this alone. */
int load_last(unsigned long uaddr, unsigned long pages_wanted)
{
	struct page **pages = kcalloc(pages_wanted, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	got = get_user_pages_fast(uaddr, pages_wanted, FOLL_WRITE, pages);
	if (got > 0) {
		unsigned int number = got;

		memcpy_to_page(pages[0], 0, "first", 5);
		for (unsigned int i = 0; i < number; i++)
			put_page(pages[i]);
	}
	kfree(pages);
	return got < 0 ? got : 0;
}

/* One statement is left in the braces; those around two stay, and so do those that an else has, too. */
int load_braced(unsigned long uaddr, unsigned int n, bool all)
{
	struct page *pages[8];
	unsigned int i;

	if (n != 8 || get_user_pages_fast(uaddr, 1, FOLL_WRITE, pages) != 1)
		return -EFAULT;
	memcpy_to_page(pages[0], 0, "first", 5);
	if (uaddr & 2) {
		for (i = 0; i < n; i++)
			put_page(pages[i]);
		return 0;
	}
	if (all) {
		for (i = 0; i < n; i++)
			put_page(pages[i]);
	} else {
		pr_debug("%u pages\n", n);
		put_page(pages[0]);
	}
	return 0;
}

int load_braced_once(unsigned long uaddr, unsigned int n)
{
	struct page *pages[8];
	unsigned int i;
	int got;

	got = get_user_pages_fast(uaddr, 8, FOLL_WRITE, pages);
	if (got > 0) {
		n = got;
		memcpy_to_page(pages[0], 0, "first", 5);
	}
	if (got > 0) {
		for (i = 0; i < n; i++) {
			set_page_dirty_lock(pages[i]);
			put_page(pages[i]);
		}
	}
	return got < 0 ? got : 0;
}

/* It can be negative, but not where it has just been asked; and not any more where it changed since. */
int load_guarded(unsigned long uaddr, struct page **pages)
{
	struct page *own[8];
	int got, i;

	got = get_user_pages_fast(uaddr, 8, FOLL_WRITE, own);
	for (i = 0; i < got; i++)
		clear_highpage(own[i]);
	if (pages && got > 0) {
		for (i = 0; i < got; i++)
			put_page(own[i]);
		return got;
	}
	if (got >= 1) {
		got -= uaddr & 1;
		for (i = 0; i < got; i++)
			put_page(own[i]);
	}
	return got;
}

struct load_slots {
	struct page *pages[8];
	int n;
};

int load_slots(struct load_slots *slots, unsigned long uaddr)
{
	int got = get_user_pages_fast(uaddr, 8, FOLL_WRITE, slots->pages);

	if (got < 0)
		return got;
	slots->n = got;
	clear_highpage(slots->pages[0]);
	return 0;
}

/* By a pointer to where each page lies. */
void unload_slots(struct load_slots *slots)
{
	int i;

	for (i = 0; i < slots->n; i++) {
		struct page **slot = &slots->pages[i];

		if (*slot)
			put_page(*slot);
		*slot = NULL;
	}
}

/* A comment in the loop stays, and the loop with it. */
int load_explained(unsigned long uaddr, unsigned int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;
	int i;

	if (!pages)
		return -ENOMEM;
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got < 0) {
		kfree(pages);
		return got;
	}
	n = got;
	memcpy_to_page(pages[0], 0, "first", 5);
	for (i = 0; i < n; i++)	/* the first one, too */
		put_page(pages[i]);
	kfree(pages);
	return 0;
}
