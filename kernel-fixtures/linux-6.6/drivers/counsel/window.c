// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pins that this file takes in one function and releases in another.
 * Who calls both, window_user.c, does so in one ioctl, and marks the pages that
 * it wrote to.
 */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/module.h>

#include "window.h"

int window_open_at(struct window *window, unsigned long uaddr)
{
	int pinned;

	/* expect: check nothing */
	/* expect: advise nothing */
	pinned = pin_user_pages_fast(uaddr, window->n, FOLL_WRITE, window->pages);
	if (pinned <= 0)
		return pinned ? pinned : -EFAULT;
	window->n = pinned;
	return 0;
}

void window_shut(struct window *window)
{
	/* expect: check nothing */
	unpin_user_pages(window->pages, window->n);
}
