// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: assignments in the cases of a switch. One case falls into the next,
 * and a switch without default may do nothing.
 */
#include <linux/mm.h>

int dial_case(unsigned long addr, int how, struct page **pages)
{
	unsigned int flags = FOLL_LONGTERM;

	switch (how) {
	case 1:
		flags = 1;
		break;
	case 2:
		flags |= FOLL_WRITE;
		break;
	}
	/* expect: check literal-flags */
	return pin_user_pages_fast(addr, 1, flags, pages);
}

/* The number is replaced in the case that it falls into. */
int dial_fall(unsigned long addr, int how, struct page **pages)
{
	unsigned int flags = FOLL_LONGTERM;

	switch (how) {
	case 1:
		flags = 1;
	case 2:
		flags = FOLL_WRITE;
		break;
	}
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, flags, pages);
}

/* Every case brings a truth value: here the call can be mended. */
int dial_all(unsigned long addr, int how, struct page **pages)
{
	unsigned int flags;

	switch (how) {
	case 1:
		flags = how == 1;
		break;
	default:
		flags = !how;
	}
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(addr, 1, flags, pages);
}
