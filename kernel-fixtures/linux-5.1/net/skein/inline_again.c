// SPDX-License-Identifier: GPL-2.0-only
/* guptidy: the second file that uses the public header's inline. */
#include <linux/public_inline.h>

int skein_reel(struct skein *s, unsigned long addr, int rw)
{
	return skein_wind(s, addr, rw == READ);
}
