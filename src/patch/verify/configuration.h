/* SPDX-License-Identifier: GPL-2.0-only */
/* Which configurations of a tree this machine can build, and how make is called for each. */
#ifndef GUPTIDY_VERIFY_CONFIGURATION_H
#define GUPTIDY_VERIFY_CONFIGURATION_H

#include "base/data/buf.h"
#include "base/files/path.h"

struct err;
struct verify_options;

struct configuration {
	char *arch;			/* a folder of arch/ */
	char *given;			/* the .config that somebody made; NULL: allmodconfig */
	char *module;			/* the driver outside of the tree that it builds; NULL: the tree's files */
	char *real, *copy;		/* the tree or the driver, and its copy in the work folder */
	char *sources;			/* where make is called: the copy; for a driver, where its kernel is built */
	char *folder;			/* of its objects, in the work folder */
	char *objdump;
	struct { char **items; size_t n, capacity; } words;	/* ARCH=..., CROSS_COMPILE=..., CC=... */
};

struct configuration_list {
	struct configuration *items;	/* the given one first, then this machine's, then others */
	size_t n, capacity;
};

/*
 * Lists them; with options->all, those of each compiler that is installed. Of each of the modules there is one, which
 * builds it for the kernel that is configured.
 */
void configurations_find(const struct verify_options *options, const struct path_list *modules,
			 struct configuration_list *list);

/*
 * Makes its .config, and what all objects need; a driver's kernel must have all that. The copy is there. -1 sets
 * err, to what make said.
 */
int configuration_prepare(const struct configuration *configuration, unsigned jobs, struct err *err);

/*
 * Calls make for those targets (ended by NULL), and appends what it says. Its status; -1 sets err: it cannot be run,
 * or the user interrupts.
 */
int configuration_make(const struct configuration *configuration, unsigned jobs, const char *const *targets,
		       struct buf *said, struct err *err);

/* The path of a file of the run in the copy; NULL: it is not there. */
const char *configuration_path(const struct configuration *configuration, const char *path);

/* Frees the list. */
void configurations_free(struct configuration_list *list);

#endif
