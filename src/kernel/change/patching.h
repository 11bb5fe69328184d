/* SPDX-License-Identifier: GPL-2.0-only */
/* Diffs that change files one after the other, or say why they cannot. */
#ifndef GUPTIDY_CHANGE_PATCHING_H
#define GUPTIDY_CHANGE_PATCHING_H

#include "kernel/change/patched.h"

struct change;
struct err;
struct file_patch;

struct patching {
	struct change *change;		/* gets what cannot be looked into; borrowed */
	bool (*wants)(const char *path);	/* of other files it does not matter */
	const char *name;		/* of the patch file */
	struct patched_set files;	/* its top is set by the owner, who frees it with patched_free() */
	const struct file_patch *previous;
};

/* Applies the diffs of n files. -1 sets err, with the position in the patch file; some may be applied then. */
int patching_apply(struct patching *patching, const struct file_patch *patches, size_t n, struct err *err);

#endif
