// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that could not be mapped are held all the same: no address is
 * no page that is not there. Each beside a twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>

void *vmap(struct page **pages, unsigned int count, unsigned long flags, unsigned long prot);
void vunmap(const void *addr);
void fresco_paint(void *wall);

int fresco_one(unsigned long addr)
{
	struct page *page;
	void *wall;

	/* expect: check pin-leak */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	wall = vmap(&page, 1, 0, 0);
	if (!wall)
		return -ENOMEM;
	fresco_paint(wall);
	vunmap(wall);
	/* expect: check nothing */
	unpin_user_page(page);
	return 0;
}

int fresco_one_right(unsigned long addr)
{
	struct page *page;
	int ret = -ENOMEM;
	void *wall;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	wall = vmap(&page, 1, 0, 0);
	if (!wall)
		goto unpin;
	fresco_paint(wall);
	vunmap(wall);
	ret = 0;
unpin:
	/* expect: check nothing */
	unpin_user_page(page);
	return ret;
}

/* What cannot fail tells that there was a page. */
int fresco_of_kernel(unsigned long addr, bool is_wet)
{
	struct page *page;
	void *wall = NULL;
	int ret = 0;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) == 1)
		wall = page_address(page);
	else
		ret = -EFAULT;
	if (is_wet)
		ret = -EAGAIN;
	if (wall)
		/* expect: check nothing */
		unpin_user_page(page);
	return ret;
}

MODULE_LICENSE("GPL");
