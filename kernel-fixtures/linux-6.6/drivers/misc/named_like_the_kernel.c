// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: functions of the driver's other files whose names begin like the
 * kernel's: they may take the mmap lock, drop it, or keep a page. Each beside a
 * twin that calls the kernel's.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

struct scatterlist;

int sg_hull_lock(struct mm_struct *mm);
int drm_hull_enter_mm(struct mm_struct *mm);
struct scatterlist *sg_next(struct scatterlist *sg);
int kmap_hull(struct page *page);
int page_to_hull(struct page *page);
void *kmap(struct page *page);
unsigned long page_to_pfn(struct page *page);
int hull_ready(void);

long hull_takes(unsigned long uaddr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	mmap_read_unlock(current->mm);
	drm_hull_enter_mm(current->mm);
	/* expect: check nothing */
	got = get_user_pages(uaddr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}

long hull_drops(unsigned long uaddr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	sg_hull_lock(current->mm);
	/* expect: check nothing */
	got = get_user_pages_unlocked(uaddr, 1, pages, FOLL_WRITE);
	mmap_read_lock(current->mm);
	return got;
}

/* The kernel's function leaves the lock alone. */
long hull_next(unsigned long uaddr, struct scatterlist *sg, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	sg = sg_next(sg);
	/* expect: check lock-held */
	got = get_user_pages_unlocked(uaddr, 1, pages, FOLL_WRITE);
	mmap_read_unlock(current->mm);
	return sg ? got : 0;
}

int hull_keeps(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	kmap_hull(page);
	if (!hull_ready())
		return -EIO;
	unpin_user_page(page);
	return 0;
}

int hull_numbers(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	if (page_to_hull(page))
		return -EIO;
	unpin_user_page(page);
	return 0;
}

/* The kernel's keep nothing. */
int hull_maps(unsigned long uaddr)
{
	struct page *page;

	/* expect: check pin-leak */
	if (pin_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	kmap(page);
	if (page_to_pfn(page) || !hull_ready())
		return -EIO;
	unpin_user_page(page);
	return 0;
}
MODULE_LICENSE("GPL");
