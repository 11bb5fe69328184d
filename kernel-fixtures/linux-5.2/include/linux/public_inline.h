/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * guptidy: a public header with a static inline that calls the family; two .c
 * files include it, and it is converted once.
 */
#ifndef _LINUX_SKEIN_H
#define _LINUX_SKEIN_H

#include <linux/mm.h>

struct skein {
	struct page **pages;
	int nr;
};

static inline int skein_wind(struct skein *s, unsigned long addr, bool store)
{
	/* expect: check nothing */
	s->nr = get_user_pages_fast(addr, s->nr,
				    store ? FOLL_WRITE : 0, s->pages);
	return s->nr;
}

#endif /* _LINUX_SKEIN_H */
