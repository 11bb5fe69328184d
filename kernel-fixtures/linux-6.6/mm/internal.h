/* SPDX-License-Identifier: GPL-2.0-only */
/* guptidy: the flags that are not for callers */
#ifndef __MM_INTERNAL_H
#define __MM_INTERNAL_H

#include <linux/mm.h>

enum {
	/* note the access in the page table */
	FOLL_TOUCH = 1 << 16,
	/* second try */
	FOLL_TRIED = 1 << 17,
	/* of another mm */
	FOLL_REMOTE = 1 << 18,
	/* by pin_user_pages() and its siblings */
	FOLL_PIN = 1 << 19,
	/* no slow way */
	FOLL_FAST_ONLY = 1 << 20,
	/* the lock may be dropped */
	FOLL_UNLOCKABLE = 1 << 21,
};

#endif /* __MM_INTERNAL_H */
