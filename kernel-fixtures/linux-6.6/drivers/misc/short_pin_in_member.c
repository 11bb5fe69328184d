// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the number of pages lies in a member, of which the function does not
 * show whether it has a sign: == and != take an errno for one either way. Each
 * beside a twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct quill {
	long n_barbs;
	struct page **barbs;
};

struct inkwell {
	unsigned int n_drops;
};

int quill_cut(struct quill *quill, unsigned long addr, int n)
{
	/* expect: check nothing */
	quill->n_barbs = pin_user_pages_fast(addr, n, FOLL_WRITE, quill->barbs);
	if (n != quill->n_barbs) {
		/* expect: check partial-pin */
		unpin_user_pages(quill->barbs, quill->n_barbs);
		return -EFAULT;
	}
	return 0;
}

int quill_cut_right(struct quill *quill, unsigned long addr, int n)
{
	/* expect: check nothing */
	quill->n_barbs = pin_user_pages_fast(addr, n, FOLL_WRITE, quill->barbs);
	if (n != quill->n_barbs) {
		if (quill->n_barbs > 0)
			/* expect: check nothing */
			unpin_user_pages(quill->barbs, quill->n_barbs);
		return -EFAULT;
	}
	return 0;
}

/* It tries again without FOLL_WRITE; what the first try gave goes back, be it an errno. */
int quill_dip(struct quill *quill, unsigned long addr, int n)
{
	unsigned int flags = FOLL_WRITE;

again:
	/* expect: check nothing */
	quill->n_barbs = pin_user_pages_fast(addr, n, flags, quill->barbs);
	if (quill->n_barbs == n)
		return 0;
	if (flags) {
		/* expect: check partial-pin */
		unpin_user_pages(quill->barbs, quill->n_barbs);
		flags = 0;
		goto again;
	}
	return -EFAULT;
}

/* Whether < leaves an errno on this side, only the member's type tells. */
int quill_dry(struct quill *quill, struct inkwell *inkwell, unsigned long addr)
{
	/* expect: check nothing */
	quill->n_barbs = pin_user_pages_fast(addr, inkwell->n_drops, FOLL_WRITE, quill->barbs);
	if (quill->n_barbs < inkwell->n_drops) {
		/* expect: check nothing */
		unpin_user_pages(quill->barbs, quill->n_barbs);
		return -EFAULT;
	}
	return 0;
}
