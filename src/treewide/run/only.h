/* SPDX-License-Identifier: GPL-2.0-only */
/* A run on files that an earlier one found: nothing else is looked for, and nobody walks through the tree. */
#ifndef GUPTIDY_RUN_ONLY_H
#define GUPTIDY_RUN_ONLY_H

#include "base/files/path.h"

struct run;

/* Each list is by path, as the tree knows them; no file is in two of them. */
struct only {
	struct path_list asked;		/* that mention the family, or are read beside those that do */
	struct path_list homes;		/* read for what they declare */
	struct path_list users;		/* may call by macros: see treewide/run/users.h */
	struct path_list others;	/* C files that name a relative of the family alone: scan.others */
	struct path_list problems, reasons;	/* what could not be read, and why; one of each */
};

/* Fills the run's scans with these files. One that cannot be read has no mention: who opens it says why. */
void only_scan(const struct only *only, struct run *run);

/* Frees the lists. */
void only_free(struct only *only);

#endif
