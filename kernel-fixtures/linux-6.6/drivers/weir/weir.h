/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * guptidy: what takes and drops the mmap lock for the callers in sluice.c: inline
 * functions and macros, whose names say nothing of a lock.
 */
#ifndef WEIR_H
#define WEIR_H

#include <linux/mm.h>
#include <linux/sched.h>

struct weir {
	unsigned long addr, n;
	struct page **pages;
};

void weir_shut(struct weir *weir);
void weir_open(struct weir *weir);
void weir_count(struct weir *weir);
unsigned long *weir_level(struct weir *weir);

static inline void weir_dam(struct weir *weir)
{
	mmap_read_lock(current->mm);
}

static inline void weir_flow(struct weir *weir)
{
	mmap_read_unlock(current->mm);
}

#define WEIR_DAM(weir) weir_dam(weir)
#define WEIR_FLOW(weir) do { mmap_read_unlock(current->mm); } while (0)
#define WEIR_NOTE(weir) ((weir)->n++)
#define weir_around(expr)				\
({							\
	long __ret;					\
							\
	mmap_read_lock(current->mm);			\
	__ret = (expr);					\
	mmap_read_unlock(current->mm);			\
	__ret;						\
})

#endif
