/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/rwsem.h>
#include <linux/shape.h>
#include <linux/types.h>

struct page {
	unsigned long flags;
};

struct vm_area_struct;

struct mm_struct {
#ifdef HAS_MMAP_LOCK
	struct rw_semaphore mmap_lock;
#else
	struct rw_semaphore mmap_sem;
#endif
};

#endif
