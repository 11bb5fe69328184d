/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share. */
#ifndef GUPTIDY_SINCE_PRIVATE_H
#define GUPTIDY_SINCE_PRIVATE_H

#include "c/headers/headers.h"
#include "patch/since/file.h"

/* A function that the header leaves as each kernel has it, since some place calls it in a form of its own. */
struct exception {
	const char *function, *path;
	uint32_t line;
};

struct serving {
	struct run *run;
	struct compat compat;
	struct rewrite *rewrite;
	struct headers headers;
	struct { struct served_file *items; size_t n, capacity; } files;
	struct { struct exception *items; size_t n, capacity; } exceptions;
	char *folder;			/* the one that holds all files which need the header */
};

/* --- exceptions.c --- */

/*
 * Folds the ladders of all files, and finds out what compat excepts: both hang on each other, as a ladder that
 * stays makes exceptions, and is not folded if it calls one. -1 sets err.
 */
int exceptions_find(struct serving *serving, struct err *err);

/* Takes back what was converted of calls of an exception. True if there was any: make the files anew. */
bool exceptions_take_back(struct serving *serving);

/* --- change.c --- */

/* Where a byte of the file as it is now was when it was read. */
size_t change_origin(const struct serving *serving, const struct served_file *file, size_t offset);

/* Applies further edits to a file that may have been converted before; -1 sets err. */
int change_file(struct serving *serving, const struct served_file *file, const struct edit_list *further,
		struct err *err);

/* Makes the folds edits of the result; what was left to a person there is done with them. -1 sets err. */
int change_folded(struct serving *serving, const struct served_file *file, struct err *err);

/* --- new_files.c --- */

/* Adds gup_compat.h and gup_compat.mk to the rewrite; -1 sets err: others' files are in their place. */
int new_files_add(struct serving *serving, struct err *err);

#endif
