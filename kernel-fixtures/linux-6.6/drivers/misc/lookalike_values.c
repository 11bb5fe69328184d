// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: values that only look like truth values. An inner block has a
 * variable of the same name; a macro assigns to its operand; somebody got the
 * address; the function is called through a pointer too. Nothing here is
 * provably wrong.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

#define gloss_set(flags)	((flags) |= FOLL_FORCE)

struct gloss {
	unsigned long addr;
	struct page **pages;
	unsigned int (*flags)(void);
};

int gloss_read(unsigned int *flags);

int gloss_shadow(struct gloss *g, int quiet)
{
	unsigned int write = FOLL_WRITE | FOLL_FORCE;

	{
		bool write = !quiet;

		if (write)
			return 0;
	}
	/* expect: check nothing */
	return pin_user_pages_fast(g->addr, 1, write, g->pages);
}

int gloss_macro(struct gloss *g)
{
	unsigned int flags = 1;

	gloss_set(flags);
	/* expect: check nothing */
	return pin_user_pages_fast(g->addr, 1, flags, g->pages);
}

int gloss_address(struct gloss *g)
{
	unsigned int flags = 1;

	if (gloss_read(&flags))
		return 0;
	/* expect: check nothing */
	return pin_user_pages_fast(g->addr, 1, flags, g->pages);
}

static int gloss_hooked(struct gloss *g, unsigned int how)
{
	/* expect: check nothing */
	return pin_user_pages_fast(g->addr, 1, how, g->pages);
}

int (*gloss_hook)(struct gloss *g, unsigned int how) = gloss_hooked;

int gloss_direct(struct gloss *g, int prot)
{
	return gloss_hooked(g, prot != 0);
}

int gloss_pointer(struct gloss *g)
{
	/* expect: check nothing */
	return pin_user_pages_fast(g->addr, 1, g->flags(), g->pages);
}
MODULE_LICENSE("GPL");
