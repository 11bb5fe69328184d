/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef COUNSEL_WINDOW_H
#define COUNSEL_WINDOW_H

struct window {
	struct page **pages;
	int n;
};

int window_open_at(struct window *window, unsigned long uaddr);
void window_shut(struct window *window);

#endif /* COUNSEL_WINDOW_H */
