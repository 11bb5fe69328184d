/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A conversion as a series of patches that can be mailed: one for each maintained area, in an order in which
 * the tree builds after each of them, with the people and lists that are to get it.
 */
#ifndef GUPTIDY_SERIES_SERIES_H
#define GUPTIDY_SERIES_SERIES_H

#include "base/data/buf.h"
#include "base/files/path.h"
#include "patch/prove/rewrite.h"

struct err;
struct migration;
struct patches;

/* As the user gave them; NULL: not given. */
struct series_options {
	const char *folder;		/* --series: where the patches go */
	const char *signer;		/* --signed-off-by: "NAME <MAIL>" */
	const char *branch;		/* --branch: commits are made on it */
	const char *previous;		/* --previous: the folder of the version before */
	bool bridges;			/* --bridge */
};

/* What the series is about. */
enum series_kind {
	SERIES_FLAGS,			/* the family's own conversion */
	SERIES_PINS,
	SERIES_PORT,			/* to the API of another kernel */
	SERIES_MIGRATION,
};

struct series_input {
	enum series_kind kind;
	const struct run *run;		/* its result: edits, mentions, ties, what is left */
	const struct rewrite *rewrite;	/* what the patches do, all together */
	const struct migration *migration;	/* or NULL */
	struct path_list undeclared;	/* functions that are called in a way that no header has yet; borrowed */
	const char *target;		/* of a port: the kernel's name, for people; else NULL */
	/* Looks at all patches before they are written; what it finds goes into their notes, and those of the cover. */
	void (*look)(struct patches *patches, struct buf *cover, void *data);	/* or NULL */
	void *data;
	const char *command;		/* that does it again, in the root of the tree */
};

/*
 * Looks whether all is there that a series needs, before the work begins: a folder that can be made and holds
 * nothing, an author, a repository. -1 sets err.
 */
int series_check(const struct series_options *options, const char *path, struct err *err);

/*
 * Writes the series, all of it or nothing, and appends the paths of its files to written, a line each. What a
 * person should know of it goes to notes, a line each. -1 sets err: nothing was written.
 */
int series_write(const struct series_options *options, const struct series_input *input,
		 struct buf *written, struct buf *notes, struct err *err);

#endif
