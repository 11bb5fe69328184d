/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How an mmap lock, mostly that of current->mm, is when a function is entered: from its callers, and theirs, up to
 * functions that the kernel calls for user space. Through the file, and through others as far as they
 * are known: see calls/summary/across.h.
 */
#ifndef GUPTIDY_LOCK_ENTRY_H
#define GUPTIDY_LOCK_ENTRY_H

#include "c/source/source.h"

/* A longer chain of callers is not followed. */
#define MAX_CHAIN 8

struct entry_call {
	struct source *source;
	size_t token;			/* the name that is called */
};

/* From the function at which a chain begins, call by call, to the one that was asked about. */
struct entry {
	struct source *source;
	const struct function *function;
	size_t origin;			/* the token that tells how the lock is: its name in a table, or
					   where it is defined, or what takes or drops the lock in it */
	struct entry_call calls[MAX_CHAIN];	/* the first one stands in that function */
	size_t n_calls;
};

/* True if how it is defined tells that user space calls it, as with SYSCALL_DEFINE: nobody does by its name. */
bool entry_is_defined(const struct outline *outline, const struct function *function);

/*
 * True if all chains of callers that are in sight begin where the lock of mm (see lock_mm()) is free, and
 * it still is when the function is entered: one of these goes into *entry.
 */
bool entry_is_free(struct source *source, const struct function *function, const char *mm,
		   struct entry *entry);

/*
 * True if some chain of callers has the lock on every way to the call of the function, and no condition
 * on what it hands down stands between there and the call at the token.
 */
bool entry_is_held(struct source *source, const struct function *function, size_t call,
		   struct entry *entry);

#endif
