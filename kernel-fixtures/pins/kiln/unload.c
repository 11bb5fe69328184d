// SPDX-License-Identifier: GPL-2.0-only
/* guptidy: releases what load.c took; no name of the family is in it before the conversion. */
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
