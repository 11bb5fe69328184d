// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a list that has pages of user space and a buffer of the driver's
 * own: which of them a release gets, nobody can tell.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/scatterlist.h>

int pannier_fill(struct scatterlist *list, struct page **pins, void *header, unsigned long addr)
{
	/* expect: check nothing */
	int i, got = pin_user_pages_fast(addr, 4, FOLL_WRITE, pins);

	sg_set_buf(&list[0], header, PAGE_SIZE);
	for (i = 0; i < got; i++)
		sg_set_page(&list[i + 1], pins[i], PAGE_SIZE, 0);
	return got;
}

struct pannier {
	struct scatterlist *list;
};

void pannier_drop_header(struct pannier *pannier)
{
	put_page(sg_page(&pannier->list[0]));
}

MODULE_LICENSE("GPL");
