// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a static function of the driver's own that bears a family name, with
 * five parameters of its own, is called in the same file: a namesake. The
 * family call inside it is a real one.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>

#define PARCHMENT_MAX	32

static int pin_user_pages(unsigned long first_page, unsigned long last_page,
			  int is_write, struct page *pages[PARCHMENT_MAX],
			  unsigned int *last_size)
{
	int want = (last_page - first_page) / PAGE_SIZE + 1;
	int got;

	if (want > PARCHMENT_MAX) {
		want = PARCHMENT_MAX;
		*last_size = PAGE_SIZE;
	}
	/* expect: check nothing */
	got = get_user_pages_fast(first_page, want, !is_write, pages);
	if (got <= 0)
		return -EFAULT;
	if (got < want)
		*last_size = PAGE_SIZE;
	return got;
}

int parchment_roll(unsigned long addr, unsigned long end, bool write)
{
	struct page *pages[PARCHMENT_MAX];
	unsigned int last_size = end & ~PAGE_MASK;
	int got;

	/* expect: check nothing */
	got = pin_user_pages(addr, end, write, pages, &last_size);
	if (got < 0)
		return got;
	while (got--)
		put_page(pages[got]);
	return last_size;
}
MODULE_LICENSE("GPL");
