// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: get_user_pages() with constants, with 0, with a ternary, with a
 * ternary over a masked value, and with the number 1 that stands for
 * FOLL_WRITE; results in ssize_t and size_t.
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct orrery_dio {
	unsigned int op;
	unsigned long user_addr;
	struct page *pages[8];
};

#define ORRERY_IN	0x10

ssize_t orrery_refill(struct orrery_dio *dio)
{
	ssize_t ret;

	/* expect: check nothing */
	ret = get_user_pages(dio->user_addr, 8, FOLL_WRITE | FOLL_FORCE,
			     dio->pages, NULL);
	if (ret > 0)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages(dio->user_addr, 8, 0, dio->pages, NULL);
	if (ret > 0)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages(dio->user_addr, 8,
			     (dio->op & ORRERY_IN) ? FOLL_WRITE : 0,
			     dio->pages, NULL);
	if (ret > 0)
		return ret;
	/* expect: check nothing */
	return get_user_pages(dio->user_addr, 8, dio->op ? 0 : FOLL_WRITE,
			      dio->pages, NULL);
}

size_t orrery_one(struct orrery_dio *dio)
{
	/* expect: check nothing */
	return get_user_pages(dio->user_addr, 1, FOLL_WRITE, dio->pages, NULL);
}

int orrery_fast(struct orrery_dio *dio)
{
	/* expect: check nothing */
	return get_user_pages_fast(dio->user_addr, 8,
				   dio->op & ORRERY_IN ? FOLL_WRITE : 0,
				   dio->pages);
}
