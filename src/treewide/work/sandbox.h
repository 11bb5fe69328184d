/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Shuts a worker in before it reads what may be a stranger's: should the parser be made to do what no
 * parser does, it finds little to do it with.
 */
#ifndef GUPTIDY_WORK_SANDBOX_H
#define GUPTIDY_WORK_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

struct sandbox {
	const char *const *writable;	/* folders that may be written to; absolute */
	size_t n_writable;
	const char *root;		/* of the tree, to be read wherever it is; or NULL */
	unsigned workers;		/* that share the memory of the machine */
};

/*
 * For a forked process, for the rest of its life: it has no input, an empty environment, the folder /,
 * no more rights than it has now, and limits; libclang makes no threads in it. If the kernel has
 * Landlock it writes only to its folders, starts no program, has no network, and reads no devices
 * but /dev/null and nothing in /proc and /sys.
 */
void sandbox_enter(const struct sandbox *sandbox);

/* What of that the kernel here enforces, for people. */
const char *sandbox_describe(void);

/* Bytes of memory that each of so many workers may take. */
size_t sandbox_memory(unsigned workers);

/* In a worker: true if a quarter of its memory was in use once: what grows by doubling can fail then. */
bool sandbox_is_full(void);

#endif
