/* SPDX-License-Identifier: GPL-2.0-only */
/* Functions that the kernel calls without the mmap lock: the ends of all chains of callers. */
#ifndef GUPTIDY_PATH_ENTRY_H
#define GUPTIDY_PATH_ENTRY_H

#include "syntax/source.h"

/* A longer chain of callers is not followed. */
#define MAX_CHAIN 4

/* From a function that has the lock not, call by call, to the one that was asked about. */
struct entry {
	const struct function *function;
	size_t origin;			/* the token that tells so: its name in a table, a system call's
					   name, or what drops the lock in it */
	size_t calls[MAX_CHAIN];	/* the names called, the first one in that function */
	size_t n_calls;
};

/*
 * Where each chain of callers begins that leads here within the file, if all of them are entered
 * without the mmap lock of current->mm, and reach the function so: one of those is put in entry. False
 * when that is not known.
 */
bool entry_without_lock(struct source *source, const struct function *function, struct entry *entry);

#endif
