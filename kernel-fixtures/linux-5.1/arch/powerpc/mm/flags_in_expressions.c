// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: get_user_pages_longterm() with flags that are expressions: a
 * ternary, flags or'ed, both; a comparison and a && b as truth values; each
 * needs its own parentheses, or none.
 */
#include <linux/dma-direction.h>
#include <linux/mm.h>
#include <linux/sched.h>

struct quire {
	unsigned long ua;
	struct page **pages;
	unsigned int mode;
};

long quire_pin(struct quire *q, bool w, unsigned int extra)
{
	long ret;

	/* expect: check nothing */
	ret = get_user_pages_longterm(q->ua, 1,
			w ? FOLL_WRITE : 0, q->pages, NULL);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_longterm(q->ua, 1,
			FOLL_WRITE | FOLL_DUMP, q->pages, NULL);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_longterm(q->ua, 1,
			extra | FOLL_FORCE, q->pages, NULL);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_longterm(q->ua, 1,
			(w ? FOLL_WRITE : 0) | FOLL_FORCE,
			q->pages, NULL);
	return ret;
}

long quire_pin_truth(struct quire *q, enum dma_data_direction dir)
{
	long ret;

	/* expect: check bool-as-flags */
	ret = get_user_pages_longterm(q->ua, 1,
			dir != DMA_TO_DEVICE,
			q->pages, NULL);
	if (ret == 1)
		return ret;
	/* expect: check bool-as-flags */
	ret = get_user_pages_longterm(q->ua, 1,
			dir && q->mode,
			q->pages, NULL);
	if (ret == 1)
		return ret;
	/* expect: check literal-flags */
	return get_user_pages_longterm(q->ua, 1,
			q->mode & 1,
			q->pages, NULL);
}
