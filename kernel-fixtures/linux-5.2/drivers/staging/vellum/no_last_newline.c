// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: this file has no newline at its end; its last line holds a call in a
 * macro body, so a conversion changes the very last line.
 */
#include <linux/mm.h>

int vellum_ring(unsigned long addr, int rw, struct page **pages);

#define vellum_ring_read(addr, pages)	vellum_ring(addr, READ, pages)

int vellum_ring(unsigned long addr, int rw, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_fast(addr, 1, rw ? FOLL_WRITE : 0, pages);
}

/* expect: check nothing */
#define vellum_ring_store(a, p)	get_user_pages_fast(a, 1, FOLL_WRITE, p)