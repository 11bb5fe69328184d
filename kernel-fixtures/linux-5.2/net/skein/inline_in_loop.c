// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the first of two files that use a public header's inline; a call in
 * a loop with a bool parameter, which begins its arguments on the next line.
 */
#include <linux/public_inline.h>

int skein_vector(unsigned long uaddr, int nr, bool is_write, struct page **vec)
{
	int done, step;

	for (done = 0; done < nr; done += step) {
		/* expect: check nothing */
		step = get_user_pages_fast(
		    uaddr + (unsigned long)done * PAGE_SIZE,
		    nr - done, is_write ? FOLL_WRITE : 0, vec + done);
		if (step <= 0)
			return step;
	}
	return done;
}

int skein_first(struct skein *s, unsigned long addr)
{
	return skein_wind(s, addr, true);
}
