/* SPDX-License-Identifier: GPL-2.0-only */
/* guptidy: comments that allow what is found in a header and in a macro's body. */
#ifndef _ERRATUM_H
#define _ERRATUM_H

#include <linux/mm.h>

static inline int erratum_pin_one(unsigned long addr, bool store,
				  struct page **pages)
{
	/* expect: suppress bool-as-flags */
	/* guptidy: allow bool-as-flags - the board has no other flag to ask for */
	return pin_user_pages_fast(addr, 1, store, pages);
}

/* expect: suppress literal-flags */
/* guptidy: allow literal-flags - above the whole macro */
#define erratum_pin_page(addr, pages)		\
	pin_user_pages_fast(addr, 1, 1, pages)

/* expect: suppress literal-flags */
#define erratum_pin_two(addr, pages) ({						\
	int got;								\
	/* guptidy: allow literal-flags - in its body */			\
	got = pin_user_pages_fast(addr, 2, 1, pages);				\
	got;									\
})

#endif
