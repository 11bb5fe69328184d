/* SPDX-License-Identifier: GPL-2.0-only */
/* A diff, or mails with diffs, patch by patch: each changes the tree as those in front of it leave it. */
#ifndef GUPTIDY_CHANGE_PATCHES_H
#define GUPTIDY_CHANGE_PATCHES_H

#include "kernel/change/decoded.h"
#include "kernel/change/patch.h"
#include "kernel/change/patching.h"
#include "kernel/tree/overlay.h"

struct change;
struct diff_text;
struct err;

/* A mail with diffs, or all of a text that is no mail. */
struct patch {
	const char *subject;		/* or ""; borrowed from the mail */
	size_t first, n;		/* its files' diffs in the list */
};

struct patches {
	const char *name;		/* of the file, for people; borrowed */
	struct decoded decoded;
	struct patch_list list;
	struct { struct patch *items; size_t n, capacity; } patches;
	size_t next;			/* that is to be taken */
	char *top;			/* as struct change has it; NULL: none was taken yet */
	struct patching patching;
	struct overlay before;		/* what those in front of the last that was taken made of the tree */
};

/* Reads the text. -1 sets err: it is no diff, ... Freed with patches_close() either way. */
int patches_open(struct patches *patches, const struct diff_text *diff, struct err *err);

/*
 * The change that the next patch makes to the files below the folder, the same for all patches; without any
 * left, none. It borrows from patches, until the next one is taken. As change_from_diff(), which takes all patches
 * for one, where it fails: no more can be taken then.
 */
int patches_take(struct patches *patches, const char *folder, bool (*wants)(const char *path),
		 struct change *change, struct err *err);

/* Frees it. */
void patches_close(struct patches *patches);

#endif
