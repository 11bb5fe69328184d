/* SPDX-License-Identifier: GPL-2.0-only */
/* The mmap lock has functions of its own since v5.8: down_read(&mm->mmap_sem) is mmap_read_lock(mm). */
#ifndef GUPTIDY_CONVERT_MMAP_LOCK_H
#define GUPTIDY_CONVERT_MMAP_LOCK_H

#include "convert/convert.h"

/* Converts what is done to the mmap_sem whose name is token i of the source, or leaves it to a person. */
void convert_mmap_lock(struct converter *converter, size_t i);

#endif
