// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: casts, sizeof and min_t(type, a, b) with commas of its own in the
 * other arguments; offsetof with a bracket; an argument on two lines.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define EASEL_BATCH	64

struct easel_gem {
	void __user *addr;
	struct page *batch[EASEL_BATCH];
	size_t size;
};

int easel_gem_load(struct easel_gem *gem, size_t left, int dirty)
{
	int got;

	/* expect: check nothing */
	got = get_user_pages_fast((unsigned long)gem->addr,
				  min_t(size_t, left, EASEL_BATCH),
				  dirty ? FOLL_WRITE : 0,
				  gem->batch);
	if (got < 0)
		return got;
	/* expect: check nothing */
	got = get_user_pages_fast((uintptr_t)gem->addr & PAGE_MASK,
			min_t(int, sizeof(gem->batch) / sizeof(gem->batch[0]),
			      left), FOLL_WRITE,
			(struct page **)&gem->batch[0]);
	return got;
}

int easel_gem_store(struct easel_gem *gem, struct page ***pvec)
{
	/* expect: check nothing */
	return get_user_pages_fast((unsigned long)gem->addr +
				   offsetof(struct easel_gem, batch[1]),
				   DIV_ROUND_UP(gem->size, PAGE_SIZE),
				   FOLL_WRITE, *pvec);
}
MODULE_LICENSE("GPL");
