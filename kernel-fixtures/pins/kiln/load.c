// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that lie in members until another file releases them: an array, and a page in a variable
 * that a member is set to. The third member gets a page of the kernel's, too, and stays. Functions of the
 * other file release pages as well: one that is the driver's own, and one that any module may call.
 */
#include <linux/mm.h>
#include <linux/slab.h>
#include "kiln.h"

/* They print what they get, and no more. */
#define kiln_say(format, ...) pr_info("kiln: " format, ##__VA_ARGS__)
#define kiln_dbg(format, ...) do { if (kiln_debug) kiln_say(format, ##__VA_ARGS__); } while (0)

int kiln_load(struct kiln *kiln, unsigned long uaddr, unsigned int n)
{
	int got;

	kiln->bricks = kcalloc(n, sizeof(*kiln->bricks), GFP_KERNEL);
	if (!kiln->bricks)
		return -ENOMEM;
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE | FOLL_LONGTERM,
				  kiln->bricks);
	if (got < 0) {
		kfree(kiln->bricks);
		return got;
	}
	kiln->n_bricks = got;
	kiln->heat = vmap(kiln->bricks, got, VM_MAP, PAGE_KERNEL);
	return 0;
}

int kiln_shut(struct kiln *kiln, unsigned long uaddr)
{
	struct page *page;

	if (kiln->door)
		return -EBUSY;
	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	kiln->door = page;
	kiln_dbg("shut by %p\n", page);
	clear_highpage(kiln->door);
	return 0;
}

int kiln_vent(struct kiln *kiln, unsigned long uaddr)
{
	if (!uaddr)
		kiln->flue = alloc_page(GFP_KERNEL);
	else if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &kiln->flue) != 1)
		return -EFAULT;
	clear_highpage(kiln->flue);
	return 0;
}

/* What it takes in a loop, each page at another place. */
int kiln_stack(struct kiln_rack *rack, unsigned long uaddr, unsigned int n, struct device *dev)
{
	unsigned int i;

	rack->tiles = kcalloc(n, sizeof(*rack->tiles) + sizeof(*rack->places), GFP_KERNEL);
	if (!rack->tiles)
		return -ENOMEM;
	rack->places = (dma_addr_t *)(rack->tiles + n);
	for (i = 0; i < n; i++) {
		if (get_user_pages_fast(uaddr + i * PAGE_SIZE, 1, FOLL_WRITE, &rack->tiles[i]) != 1)
			break;
		rack->places[i] = dma_map_page(dev, rack->tiles[i], 0, PAGE_SIZE, DMA_FROM_DEVICE);
	}
	rack->n = i;
	return i ? 0 : -EFAULT;
}

void kiln_unstack(struct kiln_rack *racks, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct kiln_rack *rack = &racks[i];

		kiln_drop(rack->tiles, rack->n);
	}
}

int kiln_glaze(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	clear_highpage(page);
	kiln_drop_any(&page, 1);
	return 0;
}
