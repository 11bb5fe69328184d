/* SPDX-License-Identifier: GPL-2.0-only */
/* A state of the tree other than the disk, for a run that reads it. All is borrowed. */
#ifndef GUPTIDY_RUN_STATE_H
#define GUPTIDY_RUN_STATE_H

#include "kernel/scan/scan.h"
#include "kernel/tree/overlay.h"

#include <stdbool.h>

struct run;

struct state {
	const char *place;		/* somewhere in the tree: its root is found from there */
	const char *name;		/* "old", "new": each state keeps answers of its own */
	const struct overlay *overlay;	/* sorted; the disk lies below it */
	const char *const *paths;	/* what to read: files and folders that the state has, as the
					   tree knows them */
	size_t n_paths;
	bool is_asked;			/* these paths are what somebody asks about, as on a command line;
					   else they are what a change touches */
	const struct scan *read;	/* those paths on the disk if they have been read, or NULL */
	const struct scan *homes;	/* the homes on the disk: see homes_scan() */
	/* An open run on another state, which must outlive this one, and its overlay; or NULL: homes
	   that both have from the disk are read once. */
	const struct run *beside;
	const struct overlay *beside_overlay;
};

#endif
