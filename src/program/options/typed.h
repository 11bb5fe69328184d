/* SPDX-License-Identifier: GPL-2.0-only */
/* --stdin-name: what stdin has is checked as if it were a file, as editors want it that have not saved one. */
#ifndef GUPTIDY_OPTIONS_TYPED_H
#define GUPTIDY_OPTIONS_TYPED_H

#include "treewide/run/run.h"

struct err;
struct shown;

struct typed {
	char *folder;			/* of the file, as the user named it; "." if in none */
	char *path;			/* as the tree knows it */
	struct overlay overlay;
	struct scan homes;
	struct state state;
};

/*
 * Reads stdin, and makes options a run's that has the text at that name, which need not be there; shown gets the
 * name. -1 sets err: its folder is not there, or stdin cannot be read. Freed with typed_close() after the run.
 */
int typed_open(struct typed *typed, const char *name, struct run_options *options, struct shown *shown,
	       struct err *err);

/* The folder of a file of that name: "." if that has none in front. The caller frees it. */
char *typed_folder(const char *name);

/* Frees it. */
void typed_close(struct typed *typed);

#endif
