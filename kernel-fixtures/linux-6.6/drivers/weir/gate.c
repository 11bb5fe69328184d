// SPDX-License-Identifier: GPL-2.0-only
/* guptidy: what takes and drops the mmap lock for the callers in sluice.c. */
#include <linux/err.h>
#include <linux/module.h>

#include "weir.h"

void weir_shut(struct weir *weir)
{
	mmap_read_lock(current->mm);
	weir->n++;
}

void weir_open(struct weir *weir)
{
	mmap_read_unlock(current->mm);
}

/* Leaves it as it is. */
void weir_count(struct weir *weir)
{
	weir->n++;
}

/* Comes back with the lock, or with an error. */
unsigned long *weir_level(struct weir *weir)
{
	mmap_read_lock(current->mm);
	if (!vma_lookup(current->mm, weir->addr)) {
		mmap_read_unlock(current->mm);
		return ERR_PTR(-EFAULT);
	}
	return &weir->n;
}
MODULE_LICENSE("GPL");
