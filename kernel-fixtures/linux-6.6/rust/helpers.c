// SPDX-License-Identifier: GPL-2.0-only
/* guptidy: what Rust calls, in C: a wrapper that forwards its flags. */
#include <linux/export.h>
#include <linux/mm.h>

int rust_helper_pin_one(unsigned long addr, unsigned int gup_flags,
			struct page **page)
{
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, gup_flags, page);
}
EXPORT_SYMBOL_GPL(rust_helper_pin_one);
