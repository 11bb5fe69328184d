/* SPDX-License-Identifier: GPL-2.0-only */
/* What mm.h had in all versions. */
#ifndef _LINUX_PAGE_H
#define _LINUX_PAGE_H

#include <linux/mm_types.h>

#define WARN_ON_ONCE(condition) ({ bool is_so = (condition); is_so; })

void put_page(struct page *page);
struct page *compound_head(struct page *page);
int PageDirty(struct page *page);
int set_page_dirty_lock(struct page *page);
struct page *nth_page(struct page *page, unsigned long n);

#endif
