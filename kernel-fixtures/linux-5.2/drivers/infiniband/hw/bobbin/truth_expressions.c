// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the write argument is a struct field (int, bool), a 1-bit bitfield,
 * a && b, a || b, x ? 1 : 0, x ? true : false, x ? 0 : 1, !!x and a ternary of
 * two truth values.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct bobbin {
	unsigned long va;
	struct page *page;
	unsigned int to_user : 1;
	unsigned int resident : 1;
	int dirty;
	bool in;
	bool out;
};

int bobbin_field(struct bobbin *b)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(b->va, 1,
				  b->dirty ? FOLL_WRITE : 0, &b->page);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	return get_user_pages_fast(b->va, 1,
				   b->to_user ? FOLL_WRITE : 0, &b->page);
}

int bobbin_logic(struct bobbin *b)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(b->va, 1,
				  b->dirty && b->in ? FOLL_WRITE : 0, &b->page);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	return get_user_pages_fast(b->va, 1,
				   b->in || b->out ? FOLL_WRITE : 0, &b->page);
}

int bobbin_choice(struct bobbin *b, unsigned int prot)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(b->va, 1,
				  b->dirty ? FOLL_WRITE : 0, &b->page);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_fast(b->va, 1, b->in ? FOLL_WRITE : 0, &b->page);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_fast(b->va, 1, b->out ? 0 : FOLL_WRITE, &b->page);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_fast(b->va, 1,
				  prot & VM_WRITE ? FOLL_WRITE : 0, &b->page);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages_fast(b->va, 1,
				  b->dirty ? FOLL_WRITE : 0, &b->page);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	return get_user_pages_fast(b->va, 1,
				   (prot ? b->in : b->out) ? FOLL_WRITE : 0,
				   &b->page);
}

long bobbin_flags(struct bobbin *b, struct page **pages)
{
	long ret;

	/* expect: check nothing */
	ret = get_user_pages(b->va, 1,
			     b->to_user ? FOLL_WRITE : 0, pages, NULL);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	ret = get_user_pages(b->va, 1,
			     b->dirty && b->in ? FOLL_WRITE : 0, pages, NULL);
	if (ret == 1)
		return ret;
	/* expect: check nothing */
	return get_user_pages(b->va, 1, !b->out ? FOLL_WRITE : 0, pages, NULL);
}
MODULE_LICENSE("GPL");
