/* SPDX-License-Identifier: GPL-2.0-only */
/* The headers that a driver brings along, those that lie around the file that includes them, and the kernel's. */
#ifndef GUPTIDY_HEADERS_HEADERS_H
#define GUPTIDY_HEADERS_HEADERS_H

#include "c/preprocess/condition.h"

struct overlay;

struct headers {
	const char *root;
	const struct overlay *overlay;	/* a state of the tree, or NULL: the disk */
	struct header_reader reader;	/* for source_judge() */
	void *read;			/* a tree of struct header, by path */
};

/* Begins; nothing is read yet. */
void headers_open(struct headers *headers, const char *root, const struct overlay *overlay);

/*
 * The text of the header of that name (length bytes) in a folder below the root, and *found its path; owned
 * by the headers. NULL: there is none.
 */
const char *headers_read(struct headers *headers, const char *folder, const char *name, size_t length,
			 const char **found);

/* Calls visit for each path that a header was looked for at, absolute, there or not. */
void headers_files(const struct headers *headers, void (*visit)(const char *path, void *data),
		   void *data);

/* Frees all texts. */
void headers_close(struct headers *headers);

#endif
