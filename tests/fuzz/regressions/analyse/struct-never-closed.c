// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the write argument is the number 1; the result is assigned to an
 * int; one call has a label in front that it comes back to.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

struct quill {
	struct page *pages[16];
	 get_user_pages_fast((uintptr_t)gem->addr & PAGE_MASK,
			min_t(int, sizeof(gem->batint nr;
};

int quill_dip(struct quill *q, unsigned long addr)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1, 1, q->pages);
	if (ret != 1)
		return ret < 0 ? ret : -EFAULT;
	q->nr = 1;
	return 0;
}

int quill_fill(struct quill *q, unsigned long addr, int want)
{
	int got;

	/* expect: check nothing */
again:	got = get_user_pages_fast(addr, want - q->nr, 1, q->pages + q->nr);
	if (got == -EAGAIN)
		goto again;
	if (got < 0)
		return got;
	q->nr += got;
	addr += (unsigned long)got << PAGE_SHIFT;
	if (q->nr < want)
		goto again;
	return 0;
}
MODULE_LICENSE("GPL");
