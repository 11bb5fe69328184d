/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Edits become files, and each file is proved before anybody sees it: it is read again against the
 * prototypes as converted; a call that no longer fits, or another argument than the one that was
 * meant to change, takes the whole file out.
 */
#ifndef GUPTIDY_PROVE_REWRITE_H
#define GUPTIDY_PROVE_REWRITE_H

#include "base/data/buf.h"
#include "treewide/run/run.h"

/* One converted file. */
struct rewritten {
	const char *path;
	const char *old_text;		/* NULL: the file is new */
	size_t old_length;
	struct buf new_text;
	const struct edit *edits;	/* those of this file, sorted */
	size_t n_edits;
	struct source *old_source;
	char *own_path;			/* NULL, or of a file that is no source: path and old_text are these */
	struct buf own_text;
};

struct rewrite {
	struct rewritten *items;	/* by path; only files that passed the proof */
	size_t n, capacity;
};

/*
 * Applies and proves run->result.edits. A file that fails is named in result.unanalysed, and its
 * edits leave the result. -1 sets err: nothing could be proved.
 */
int rewrite_all(struct run *run, const struct run_options *options, struct rewrite *rewrite,
		struct err *err);

/* The converted file of that path, or NULL. It may be sorted or not. */
struct rewritten *rewrite_find(const struct rewrite *rewrite, const char *path);

/* Sorts the files by path. */
void rewrite_sort(struct rewrite *rewrite);

/* Frees what one file owns. */
void rewritten_free(struct rewritten *file);

/* Frees it. */
void rewrite_free(struct rewrite *rewrite);

#endif
