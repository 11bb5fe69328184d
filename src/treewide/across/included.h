/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The headers that a driver brings along, wherever they lie: their inline functions and macros may do something
 * for whoever calls the family.
 */
#ifndef GUPTIDY_ACROSS_INCLUDED_H
#define GUPTIDY_ACROSS_INCLUDED_H

#include "base/files/path.h"
#include "c/headers/headers.h"
#include "treewide/across/helping.h"

struct source;

/* Which headers were followed. */
struct inclusion {
	struct headers headers;
	struct helping_search search;
	struct path_list read;		/* each file once */
	struct path_list helping;	/* out: those of which one may be helped */
};

/* Begins; freed by included_close(). */
void included_open(struct inclusion *inclusion, const char *root, const struct overlay *overlay);

/* Follows what the source includes as "name", and what those headers do; the same source again is nothing. */
void included_add(struct inclusion *inclusion, const struct source *source);

/* Frees it all. */
void included_close(struct inclusion *inclusion);

#endif
