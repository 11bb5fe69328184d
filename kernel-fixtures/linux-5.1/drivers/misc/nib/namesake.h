/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * guptidy: a private header, for two .c files, with a static inline that bears
 * a family name of later kernels (a namesake: bool write is its own), and with
 * a family call that is to be converted once.
 */
#ifndef _NIB_COMPAT_H
#define _NIB_COMPAT_H

#include <linux/mm.h>

static inline int pin_user_pages_fast(unsigned long start, int nr, bool write,
				      struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_fast(start, nr, write, pages);
}

#endif /* _NIB_COMPAT_H */
