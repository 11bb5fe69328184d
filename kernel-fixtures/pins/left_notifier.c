// SPDX-License-Identifier: GPL-2.0-only
/* guptidy: case 3, a driver that an mmu notifier tells when the memory goes. */
#include <linux/mm.h>
#include <linux/mmu_notifier.h>

static const struct mmu_notifier_ops easel_ops = { 0 };

int easel_touch(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	clear_highpage(page);
	put_page(page);
	return 0;
}
