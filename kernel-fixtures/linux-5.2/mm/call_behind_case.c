// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: calls behind case labels; masks x & 1 where a truth value is asked
 * for (right) and where flags are (right by number only); a loop variable in
 * other arguments.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

#define TALLY_FAST	1
#define TALLY_LONGTERM	2
#define TALLY_PLAIN	3
#define TALLY_READ	4

struct tally {
	u64 addr;
	u64 size;
	u32 flags;
	u32 nr_pages;
};

int tally_pin(unsigned int cmd, struct tally *g, struct page **pages)
{
	unsigned long i = 0, addr = g->addr, nr = g->nr_pages;
	int got;

	while (addr < g->addr + g->size) {
		switch (cmd) {
		case TALLY_FAST:
			/* expect: check nothing */
			got = get_user_pages_fast(addr, nr,
						  g->flags & 1 ? FOLL_WRITE : 0,
						  pages + i);
			break;
		case TALLY_LONGTERM:
			/* expect: check nothing */
			got = get_user_pages(addr, nr,
					     (g->flags & 1 ? FOLL_WRITE : 0) |
					     FOLL_LONGTERM,
					     pages + i, NULL);
			break;
		case TALLY_PLAIN:
			/* expect: check nothing */
			got = get_user_pages(addr, nr,
					     g->flags & 1 ? FOLL_WRITE : 0,
					     pages + i, NULL);
			break;
		/* expect: check nothing */
		case TALLY_READ: got = get_user_pages_fast(addr, nr, 0, pages);
			break;
		default:
			return -EINVAL;
		}
		if (got <= 0)
			return got;
		i += got;
		addr += (unsigned long)got << PAGE_SHIFT;
	}
	return i;
}
