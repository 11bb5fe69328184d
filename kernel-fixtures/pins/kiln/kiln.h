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

/* The addresses lie behind the pages, in the same memory. */
struct kiln_rack {
	struct page **tiles;
	dma_addr_t *places;
	unsigned int n;
};

int kiln_load(struct kiln *kiln, unsigned long uaddr, unsigned int n);
void kiln_unload(struct kiln *kiln);
void kiln_drop(struct page **pages, unsigned int n);
void kiln_drop_any(struct page **pages, unsigned int n);

#endif
