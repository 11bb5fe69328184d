/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel that a driver or a tree shall fit, beside the one that it was written for: what --against and
 * --to name.
 */
#ifndef GUPTIDY_TARGET_TARGET_H
#define GUPTIDY_TARGET_TARGET_H

#include "calls/family/family.h"

struct err;

struct target {
	char *name;		/* for messages: "6.12", or the tree's version, "6.12.117" */
	char *root;		/* of the tree; NULL: a version of mainline */
	unsigned version;	/* KERNEL() */
	unsigned version_code;	/* as LINUX_VERSION_CODE */
	struct family family;	/* what that kernel declares */
	bool has_mmap_sem;	/* struct mm_struct has the lock under that name, up to v5.7 */
	bool serves_older;	/* the code shall go on running on older ones, too, as --since asks */
	bool has_mmap_functions;	/* mmap_read_lock() and its kin; vendors' kernels may have both */
};

/* How a tree is read. */
struct target_options {
	unsigned jobs;
	bool use_cache;
};

/*
 * Opens what the word names. "6.12", "v5.4", "4.19.3" and "5.4-rc1" are versions: mainline's, from the
 * tables, stable levels aside. Any other word is a folder ("./6.12" too): that of a kernel tree, or of a
 * kernel's headers, whose own prototypes decide. -1 sets err: it is neither, or unreadable, or the tables
 * do not know the version. Freed with target_close() either way.
 */
int target_open(struct target *target, const char *word, const struct target_options *options,
		struct err *err);

/* Frees all. */
void target_close(struct target *target);

#endif
