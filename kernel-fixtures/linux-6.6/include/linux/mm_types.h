/* SPDX-License-Identifier: GPL-2.0-only */
/* guptidy: the flags that a caller of get_user_pages() may pass, as an enum; see mm/internal.h */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/types.h>
#include <linux/rwsem.h>
#include <asm/page.h>

struct mm_struct;

struct page {
	unsigned long flags;
	atomic_t _refcount;
	void *virtual;
};

struct folio {
	struct page page;
};

struct vm_area_struct {
	unsigned long vm_start;
	unsigned long vm_end;
	struct mm_struct *vm_mm;
	unsigned long vm_flags;
};

struct mm_struct {
	struct rw_semaphore mmap_lock;
	unsigned long pinned_vm;
};

enum {
	/* the page must be writable */
	FOLL_WRITE = 1 << 0,
	/* take a reference */
	FOLL_GET = 1 << 1,
	/* no new page for a hole */
	FOLL_DUMP = 1 << 2,
	/* whatever the mapping permits */
	FOLL_FORCE = 1 << 3,
	/* start the I/O, do not wait for it */
	FOLL_NOWAIT = 1 << 4,
	/* do not fault pages in */
	FOLL_NOFAULT = 1 << 5,
	/* tell of a poisoned page */
	FOLL_HWPOISON = 1 << 6,
	/* anonymous memory only */
	FOLL_ANON = 1 << 7,
	/* the pages are kept for long */
	FOLL_LONGTERM = 1 << 8,
	/* split a huge mapping first */
	FOLL_SPLIT_PMD = 1 << 9,
	/* memory of a PCI device will do */
	FOLL_PCI_P2PDMA = 1 << 10,
	/* any signal may interrupt */
	FOLL_INTERRUPTIBLE = 1 << 11,
	/* take NUMA hinting faults */
	FOLL_HONOR_NUMA_FAULT = 1 << 12,
};

#endif /* _LINUX_MM_TYPES_H */
