/* SPDX-License-Identifier: GPL-2.0-only */
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

struct vm_area_struct {
	unsigned long vm_start;
	unsigned long vm_end;
	struct vm_area_struct *vm_next;
	struct mm_struct *vm_mm;
	unsigned long vm_flags;
};

struct mm_struct {
	struct vm_area_struct *mmap;
	struct rw_semaphore mmap_sem;
	unsigned long pinned_vm;
	unsigned long def_flags;
};

#endif /* _LINUX_MM_TYPES_H */
