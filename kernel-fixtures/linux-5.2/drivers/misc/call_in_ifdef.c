// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: calls in #ifdef: one that is on, one that is off, both sides of an
 * #else, and a condition that an #ifdef splits around a call.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define GALLEY_ZERO_COPY

struct galley {
	bool direct;
	struct page *page;
};

int galley_proof(struct galley *g, unsigned long addr, bool store)
{
	int ret = 0;

#ifdef GALLEY_ZERO_COPY
	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1, store ? FOLL_WRITE : 0, &g->page);
#endif
#ifdef CONFIG_GALLEY_TWICE
	/* expect: check nothing */
	ret = get_user_pages_fast(addr, 1, !store ? FOLL_WRITE : 0, &g->page);
#endif
	return ret;
}

int galley_set(struct galley *g, unsigned long addr, int rw)
{
#ifdef CONFIG_GALLEY_DIRECT
	if (!g->direct ||
#else
	if (
#endif
	    /* expect: check nothing */
	    get_user_pages_fast(addr, 1,
				rw == READ ? FOLL_WRITE : 0, &g->page) != 1)
		return -EFAULT;
	return 0;
}

int galley_read(struct galley *g, unsigned long addr)
{
#if defined(CONFIG_GALLEY_READ) && PAGE_SHIFT == 12
	/* expect: check nothing */
	return get_user_pages_fast(addr, 1, 0, &g->page);
#else
	/* expect: check nothing */
	return get_user_pages_fast(addr, 1, FOLL_WRITE, &g->page);
#endif
}
MODULE_LICENSE("GPL");
