/* SPDX-License-Identifier: GPL-2.0-only */
/* guptidy: a struct of a driver's own, whose pages are taken in one file and released in another. */
#ifndef KILN_H
#define KILN_H

#include <linux/types.h>

struct page;

struct kiln {
	struct page **bricks;
	unsigned int n_bricks;
	struct page *door;
	struct page *flue;
	void *heat;
};

int kiln_load(struct kiln *kiln, unsigned long uaddr, unsigned int n);
void kiln_unload(struct kiln *kiln);

#endif
