/* SPDX-License-Identifier: GPL-2.0-only */
/* Functions that the kernel calls without the mmap lock: the ends of all chains of callers. */
#ifndef GUPTIDY_PATH_ENTRY_H
#define GUPTIDY_PATH_ENTRY_H

#include "syntax/source.h"

/*
 * The function at which each chain of callers begins that leads here within the file, if all of them
 * are entered without the mmap lock of current->mm, and reach the function so: one of those. NULL when
 * that is not known.
 */
const struct function *entry_without_lock(struct source *source, const struct function *function);

#endif
