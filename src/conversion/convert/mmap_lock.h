/* SPDX-License-Identifier: GPL-2.0-only */
/* The mmap lock has functions of its own since v5.8: down_read(&mm->mmap_sem) is mmap_read_lock(mm). */
#ifndef GUPTIDY_CONVERT_MMAP_LOCK_H
#define GUPTIDY_CONVERT_MMAP_LOCK_H

#include "conversion/convert/convert.h"

enum mmap_owner {
	MMAP_OF_MM,
	MMAP_OF_ANOTHER,		/* a struct that has a lock of that name itself */
	MMAP_OF_UNKNOWN,
};

/* What is done to an mmap_sem. */
struct mmap_use {
	enum mmap_owner owner;
	struct call call;		/* that gets its address, if there is a wrapper */
	const char *wrapper;		/* mmap_read_lock for down_read; or NULL */
	const char *mm;			/* as the wrapper's argument */
};

/* The function of before v5.8 for one of since then (length bytes): down_read for mmap_read_lock; or NULL. */
const char *mmap_lock_before(const char *name, size_t length);

/* Reads what is done to the mmap_sem whose name is token i of the source. */
void mmap_use_read(struct source *source, size_t i, struct mmap_use *use);

/* Converts what is done to the mmap_sem whose name is token i of the source, or leaves it to a person. */
void convert_mmap_lock(struct converter *converter, size_t i);

#endif
