/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a change brings in. Both states of each touched file are read whole; what the old state has
 * already is dropped from what the new one shows. Where a change reaches farther than its files (it
 * declares the family otherwise, or changes a header) the files that it may reach are read too.
 */
#ifndef GUPTIDY_LINT_LINT_H
#define GUPTIDY_LINT_LINT_H

#include "kernel/change/change.h"
#include "treewide/run/run.h"
#include "treewide/work/scratch.h"

struct config;
struct patches;

struct lint_options {
	struct run_options run;		/* its paths and its state are not used */
	const char *tree;		/* a folder in the tree */
	const char *base;		/* see change_from_git(); NULL: HEAD */
	bool staged;
	const char *diff;		/* a file, "-" for stdin; NULL: the change comes from git */
	bool allow_empty;		/* a diff without a byte is no error */
	const char *bare, *bare_has;	/* as struct git_options has them: what an earlier lint left; or NULL */
	struct patches *patches;	/* instead of all these: the next of them; or NULL */
	/*
	 * Called once, when the first change is known, with .guptidy as it was before; it may change run. -1 sets
	 * err. NULL: there is nothing to choose, or it was called.
	 */
	int (*configure)(struct lint_options *options, struct config *config, struct err *err);
	void *data;			/* its own */
	bool is_configured;		/* it was called */
};

struct lint {
	struct run run;			/* of the new state: what is new in it, and its sources */
	struct change change;
	struct scratch bare;		/* the files of a bare repository's newer commit, or nothing */
};

/* Lints. -1 sets err: nothing could be said. Freed with lint_close() either way. */
int lint_run(struct lint *lint, struct lint_options *options, struct err *err);

/* Frees it. */
void lint_close(struct lint *lint);

#endif
