// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the write argument is a negation: of a variable, of a call, of a
 * masked value, of a struct field.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define CARTOUCHE_RO	0x8

struct cartouche {
	unsigned long addr;
	unsigned int flags;
	bool readonly;
};

static bool cartouche_ro(const struct cartouche *c, int side)
{
	return c->readonly && side;
}

int cartouche_share(struct cartouche *c, int read, struct page **pages)
{
	int rc;

	/* expect: check nothing */
	rc = get_user_pages_fast(c->addr, 1, !read ? FOLL_WRITE : 0, pages);
	if (rc == 1)
		return rc;
	/* expect: check nothing */
	rc = get_user_pages_fast(c->addr, 1,
				 !cartouche_ro(c, 1) ? FOLL_WRITE : 0, pages);
	if (rc == 1)
		return rc;
	/* expect: check nothing */
	rc = get_user_pages_fast(c->addr, 1,
				 !(c->flags & CARTOUCHE_RO) ? FOLL_WRITE : 0,
				 pages);
	if (rc == 1)
		return rc;
	/* expect: check nothing */
	return get_user_pages_fast(c->addr, 1,
				   !c->readonly ? FOLL_WRITE : 0, pages);
}
MODULE_LICENSE("GPL");
