// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: this file has Latin-1 bytes (it is no UTF-8) in comments: Jürgen
 * Größe wrote the driver. Columns count bytes; the bytes stay.
 */
#include <linux/mm.h>
#include <linux/module.h>

int vellum_ioctl(unsigned long addr, int nr, struct page **pages)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(addr, /* für nr */ nr,
				  FOLL_WRITE /* ändern */, pages);
	if (ret < 0)
		pr_err("vellum: get_user_pages_fast(%d) f\344llt aus\n", nr);
	/* expect: check nothing */
	/* äöü */ ret = get_user_pages_fast(addr, nr,
					    ret > 0 ? FOLL_WRITE : 0, pages);
	return ret;
}
MODULE_LICENSE("GPL");
