/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The functions of the known files that come to the family, by whatever they call. The kernel's own of the family
 * are in the tables, and none of them.
 */
#ifndef GUPTIDY_ACROSS_LEADING_H
#define GUPTIDY_ACROSS_LEADING_H

#include "treewide/across/known_files.h"

struct leading_function {
	struct source *source;
	const struct function *function;
	size_t file;			/* its place among the files */
};

/* Begins zeroed. */
struct leading {
	struct leading_function *items;	/* owned */
	size_t n, capacity;
};

/* Finds them, and notes with their sources which they are: see calls/summary/leads.h. */
void leading_read(struct leading *leading, const struct known_files *files);

/* Only notes it. */
void leading_mark(const struct known_files *files);

#endif
