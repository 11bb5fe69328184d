// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: an array that a loop fills anew each time round. Who got single pages
 * of one round has none of the next, and a short one is lost. Each beside a twin
 * that is right.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

#define SHUTTLE_THREADS 16

struct shuttle {
	unsigned long addr;
	unsigned long n;
	unsigned long first, last;
};

int shuttle_beat(struct shuttle *shuttle, unsigned long pfn);
int shuttle_beat_all(struct page **pages, unsigned long n);
void shuttle_hold(struct page **pages);
void shuttle_unravel(struct shuttle *shuttle);

/* Only numbers of frames are kept, of those rounds that were whole. */
int shuttle_throw(struct shuttle *shuttle)
{
	unsigned long i, each, addr = shuttle->addr, left = shuttle->n;
	struct page **pages;
	int ret = 0;

	pages = kvmalloc_array(SHUTTLE_THREADS, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	while (left) {
		each = left < SHUTTLE_THREADS ? left : SHUTTLE_THREADS;
		/* expect: check partial-pin */
		ret = pin_user_pages_fast(addr, each, FOLL_WRITE, pages);
		if (ret != each)
			goto out;
		if (!shuttle->first)
			shuttle->first = page_to_pfn(pages[0]);
		for (i = 0; i < each; i++)
			shuttle->last = page_to_pfn(pages[i]);
		addr += each << PAGE_SHIFT;
		left -= each;
	}
	ret = shuttle_beat(shuttle, shuttle->first);
out:
	if (ret)
		shuttle_unravel(shuttle);
	kvfree(pages);
	return ret ? -EFAULT : 0;
}

int shuttle_throw_right(struct shuttle *shuttle)
{
	unsigned long i, each, addr = shuttle->addr, left = shuttle->n;
	struct page **pages;
	int ret = 0;

	pages = kvmalloc_array(SHUTTLE_THREADS, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	while (left) {
		each = left < SHUTTLE_THREADS ? left : SHUTTLE_THREADS;
		/* expect: check nothing */
		ret = pin_user_pages_fast(addr, each, FOLL_WRITE, pages);
		if (ret != each) {
			if (ret > 0)
				/* expect: check nothing */
				unpin_user_pages(pages, ret);
			ret = -EFAULT;
			goto out;
		}
		if (!shuttle->first)
			shuttle->first = page_to_pfn(pages[0]);
		for (i = 0; i < each; i++)
			shuttle->last = page_to_pfn(pages[i]);
		addr += each << PAGE_SHIFT;
		left -= each;
	}
	ret = shuttle_beat(shuttle, shuttle->first);
out:
	if (ret)
		shuttle_unravel(shuttle);
	kvfree(pages);
	return ret ? -EFAULT : 0;
}

/* The pages go away one by one, behind the test that the last round does not pass. */
int shuttle_pass(struct shuttle *shuttle)
{
	struct page *pages[4];
	unsigned long done;
	int i, ret;

	for (done = 0; done < shuttle->n; done += 4) {
		/* expect: check partial-pin */
		ret = pin_user_pages_fast(shuttle->addr + done * PAGE_SIZE, 4, 0, pages);
		if (ret < 4)
			return ret < 0 ? ret : -EFAULT;
		for (i = 0; i < 4; i++)
			shuttle_beat(shuttle, page_to_pfn(pages[i]));
	}
	return 0;
}

/* Somebody got the array, and may look into it when all is done. */
int shuttle_pass_held(struct shuttle *shuttle)
{
	struct page *pages[4];
	unsigned long done;
	int ret;

	shuttle_hold(pages);
	for (done = 0; done < shuttle->n; done += 4) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(shuttle->addr + done * PAGE_SIZE, 4, 0, pages);
		if (ret < 4)
			return ret < 0 ? ret : -EFAULT;
	}
	shuttle_hold(NULL);
	return 0;
}

/* The same, from the first round on. */
int shuttle_pass_on(struct shuttle *shuttle)
{
	struct page *pages[4];
	unsigned long done;
	int ret;

	for (done = 0; done < shuttle->n; done += 4) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(shuttle->addr + done * PAGE_SIZE, 4, 0, pages);
		if (ret < 0)
			return ret;
		if (shuttle_beat_all(pages, ret))
			return -EIO;
	}
	return 0;
}

/* An inner loop drops them, however many there are. */
int shuttle_return(struct shuttle *shuttle)
{
	struct page *pages[4];
	unsigned long done;
	int i, ret;

	for (done = 0; done < shuttle->n; done += 4) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(shuttle->addr + done * PAGE_SIZE, 4, 0, pages);
		for (i = 0; i < ret; i++)
			/* expect: check nothing */
			unpin_user_page(pages[i]);
		if (ret < 4)
			return ret < 0 ? ret : -EFAULT;
	}
	return 0;
}
