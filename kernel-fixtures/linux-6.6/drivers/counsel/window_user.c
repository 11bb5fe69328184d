// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: opens a window of window.c, writes what is asked for into its pages,
 * and shuts it. It names nobody of the family.
 */
#include <linux/mm.h>
#include <linux/module.h>

#include "window.h"

int set_page_dirty_lock(struct page *page);
bool window_user_write(struct page *page);

int window_user_report(struct window *window, unsigned long uaddr)
{
	int i, ret = window_open_at(window, uaddr);

	if (ret)
		return ret;
	for (i = 0; i < window->n; i++)
		if (window_user_write(window->pages[i]))
			set_page_dirty_lock(window->pages[i]);
	window_shut(window);
	return 0;
}
