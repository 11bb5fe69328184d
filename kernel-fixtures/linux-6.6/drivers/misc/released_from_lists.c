// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a file that puts pins into one list and references into another:
 * which of them a release gets, nobody can tell.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/scatterlist.h>

int trug_pins(struct scatterlist *list, struct page **pins, unsigned long addr, int n)
{
	/* expect: check nothing */
	int i, got = pin_user_pages_fast(addr, n, FOLL_WRITE, pins);

	for (i = 0; i < got; i++)
		sg_set_page(&list[i], pins[i], PAGE_SIZE, 0);
	return got;
}

int trug_references(struct scatterlist *list, struct page **others, unsigned long addr, int n)
{
	/* expect: check nothing */
	int i, got = get_user_pages_fast(addr, n, FOLL_WRITE, others);

	for (i = 0; i < got; i++)
		sg_set_page(&list[i], others[i], PAGE_SIZE, 0);
	return got;
}

struct trug {
	struct scatterlist *list;
	int n;
};

void trug_empty(struct trug *trug, bool pinned)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(trug->list, sg, trug->n, i) {
		if (pinned)
			/* expect: check nothing */
			unpin_user_page(sg_page(sg));
		else
			put_page(sg_page(sg));
	}
}

MODULE_LICENSE("GPL");
