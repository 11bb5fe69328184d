// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: flags from a struct field whose values come from user space: nothing
 * is provably wrong. Beside them a mask that was right for int write, and 1.
 */
#include <linux/mm.h>
#include <linux/sched.h>

#define TALLY_FAST	1
#define TALLY_PIN_FAST	2
#define TALLY_PIN	3
#define TALLY_OLD	4

struct tally {
	u64 addr;
	u32 gup_flags;
	u32 nr_pages;
};

int tally_pin(unsigned int cmd, struct tally *g, struct page **pages)
{
	unsigned long addr = g->addr, nr = g->nr_pages;
	int got = -EINVAL;

	switch (cmd) {
	case TALLY_FAST:
		/* expect: check nothing */
		got = get_user_pages_fast(addr, nr, g->gup_flags, pages);
		break;
	case TALLY_PIN_FAST:
		/* expect: check nothing */
		got = pin_user_pages_fast(addr, nr, g->gup_flags, pages);
		break;
	case TALLY_PIN:
		/* expect: check nothing */
		got = pin_user_pages(addr, nr, g->gup_flags | FOLL_LONGTERM,
				     pages);
		break;
	case TALLY_OLD:
		/* expect: check literal-flags */
		got = get_user_pages_fast(addr, nr, g->gup_flags & 1, pages);
		if (got < 0)
			/* expect: check literal-flags lock-not-held */
			got = get_user_pages(addr, nr, 1, pages);
		break;
	}
	return got;
}

void tally_put(struct page **pages, unsigned long nr, bool dirty)
{
	/* expect: check nothing */
	unpin_user_pages_dirty_lock(pages, nr, dirty);
}
