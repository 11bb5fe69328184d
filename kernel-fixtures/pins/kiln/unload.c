// SPDX-License-Identifier: GPL-2.0-only
/* guptidy: releases what load.c took; no name of the family is in it before the conversion. */
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include "kiln.h"

void kiln_unload(struct kiln *kiln)
{
	unsigned int i;

	vunmap(kiln->heat);
	for (i = 0; i < kiln->n_bricks; i++) {
		set_page_dirty_lock(kiln->bricks[i]);
		put_page(kiln->bricks[i]);
	}
	kfree(kiln->bricks);
	kiln->bricks = NULL;
	if (kiln->door)
		put_page(kiln->door);
	kiln->door = NULL;
	put_page(kiln->flue);
}

void kiln_drop(struct page **pages, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		put_page(pages[i]);
}

void kiln_drop_any(struct page **pages, unsigned int n)
{
	release_pages(pages, n);
}
EXPORT_SYMBOL_GPL(kiln_drop_any);
