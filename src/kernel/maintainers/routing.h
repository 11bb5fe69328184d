/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a change goes: the areas of its files, who gets it, and what its subject begins with. */
#ifndef GUPTIDY_MAINTAINERS_ROUTING_H
#define GUPTIDY_MAINTAINERS_ROUTING_H

#include "kernel/git/path_set.h"
#include "kernel/maintainers/recipients.h"

#include <stdbool.h>

struct routed {
	char *path;			/* of a file in the tree, or of a patch */
	struct area_list areas;
};

struct routing {
	struct { struct routed *items; size_t n, capacity; } files;	/* as they were added */
	struct recipient_list recipients;	/* of all files, after routing_end() */
	struct path_set paths;			/* of all files and patches */
	char *prefix;				/* "mm/gup: ", after routing_end() */
};

/*
 * Adds a file of the tree (its path relative to the root; a folder's ends with a slash). With keywords,
 * K: lines are looked for in its text. -1 sets err.
 */
int routing_add_file(struct routing *routing, const struct maintainers *maintainers, const char *path,
		     bool keywords, struct err *err);

/* Adds the files of a patch, whose path is for people. -1 sets err. */
int routing_add_patch(struct routing *routing, const struct maintainers *maintainers, const char *path,
		      const struct buf *patch, struct err *err);

/* Finds recipients and prefix, when all files are there. */
void routing_end(struct routing *routing, const struct maintainers *maintainers);

/* Frees it. */
void routing_free(struct routing *routing);

#endif
