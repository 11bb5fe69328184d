/* SPDX-License-Identifier: GPL-2.0-only */
int get_user_pages_fast(unsigned long start, int nr_pages, int write,
			struct page **pages);
int get_user_pages_fast(unsigned long, int, int, struct page **);
int __get_user_pages_fast(unsigned long start, int nr_pages, int write,
			  struct page **pages);

#define pin_one(addr, w, page)	get_user_pages_fast((addr), 1, (w), (page))
#define pin_if(addr, w, page)	get_user_pages_fast((addr), 1, !!(w), (page))
