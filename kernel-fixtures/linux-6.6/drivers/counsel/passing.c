// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pins that do not outlive the call, though the function that takes
 * them comes back with them: its caller releases in the end, or before the next
 * ones are taken.
 */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/module.h>

struct passing {
	struct page **pages;
	int n;
};

void passing_send(struct passing *window);

static int passing_pin(struct passing *window, unsigned long uaddr)
{
	/* expect: check nothing */
	/* expect: advise nothing */
	window->n = pin_user_pages_fast(uaddr, 4, 0, window->pages);
	return window->n > 0 ? 0 : -EFAULT;
}

static void passing_unpin(struct passing *window)
{
	if (window->n <= 0)
		return;
	/* expect: check nothing */
	unpin_user_pages(window->pages, window->n);
	window->n = 0;
}

int passing_write(struct passing *window, unsigned long uaddr)
{
	int ret = passing_pin(window, uaddr);

	if (!ret)
		passing_send(window);
	passing_unpin(window);
	return ret;
}

int passing_advance(struct passing *window, unsigned long uaddr)
{
	passing_unpin(window);
	return passing_pin(window, uaddr);
}
