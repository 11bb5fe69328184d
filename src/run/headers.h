/* SPDX-License-Identifier: GPL-2.0-only */
/* The headers that a driver brings along: those that lie around the file that includes them. */
#ifndef GUPTIDY_RUN_HEADERS_H
#define GUPTIDY_RUN_HEADERS_H

#include "syntax/condition.h"

struct overlay;

struct headers {
	const char *root;
	const struct overlay *overlay;	/* a state of the tree, or NULL: the disk */
	struct header_reader reader;	/* for source_judge() */
	struct { struct header *items; size_t n, capacity; } read;
};

/* Begins; nothing is read yet. */
void headers_open(struct headers *headers, const char *root, const struct overlay *overlay);

/* Frees all texts. */
void headers_close(struct headers *headers);

#endif
