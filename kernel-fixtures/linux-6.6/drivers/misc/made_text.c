// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: what a macro makes a string of is no call, however it looks; what a
 * macro prints and calls is one.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define stencil_text(x)		#x
#define stencil_expanded(x)	stencil_text(x)
#define stencil_try(text, x)	stencil_print(stencil_text(x), text, x)

void stencil_print(const char *text, ...);

void stencil_named(void)
{
	/* expect: check nothing */
	stencil_print(stencil_text(pin_user_pages_fast(addr, pages)));
	/* expect: check nothing */
	stencil_print(stencil_expanded(get_user_pages(addr, true)));
	/* expect: check nothing */
	stencil_print(__stringify(pin_user_pages(addr, n, true, pages)));
}

void stencil_called(unsigned long addr, struct page **pages, bool write)
{
	/* expect: check stale-call */
	stencil_try("two", pin_user_pages_fast(addr, pages));
	/* expect: check bool-as-flags */
	stencil_try("truth", pin_user_pages_fast(addr, 1, write, pages));
}
