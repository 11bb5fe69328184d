/* SPDX-License-Identifier: GPL-2.0-only */
/* guptidy: pages that one file takes and releases for the objects of another. */
#ifndef _QUAY_H
#define _QUAY_H

struct page;

struct quay {
	struct page **pages;
	int n;
};

int quay_berth(struct quay *q, unsigned long uaddr, int n);
void quay_leave(struct quay *q);
void quay_drop(struct page **pages, int n);
int quay_look(struct page **pages);
int quay_open(unsigned long token);
void quay_list(struct quay *q);

#endif
