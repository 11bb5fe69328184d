/* SPDX-License-Identifier: GPL-2.0-only */
/* The objects of the files that are verified. */
#ifndef GUPTIDY_VERIFY_TARGET_H
#define GUPTIDY_VERIFY_TARGET_H

#include "base/files/path.h"
#include "patch/verify/verify.h"

struct buf;
struct configuration;

struct target {
	const char *path;		/* of the C file; borrowed */
	char *object;			/* its name for make; of a driver, below its module */
	const char *module;		/* of a driver outside of the tree; borrowed from the list; else NULL */
	const char *arch;		/* that it is for, if it lies in arch/; else NULL */
	bool is_beside, must_be_same;
	bool is_done;			/* it has its verdict */
	bool is_built;			/* by the configuration that is at work, as it was */
	bool was_broken;		/* that one would, if it compiled */
	size_t n_warnings;		/* of the file, as it was */
	struct verified verified;	/* step borrowed, why owned */
};

struct target_list {
	struct target *items;		/* by path, each once */
	size_t n, capacity;
	struct path_list modules;	/* that they belong to, each once */
};

/* The C files of the steps; those beside them, if a step changes what others include. */
void targets_collect(const struct verify_options *options, const struct verify_step *steps, size_t n,
		     struct target_list *targets);

/* True if the step changes a file that others include. */
bool step_is_included(const struct verify_step *step);

/* The target of that path, a part of the list, or NULL. */
struct target *target_of(const struct target_list *targets, const char *path);

/*
 * Keeps an object under "before", in the folder of the configuration; false: it is not there. What was kept
 * before is replaced.
 */
bool target_keep(const struct target *target, const struct configuration *configuration);

/* Removes the object, so that make builds it anew. */
void target_remove(const struct target *target, const struct configuration *configuration);

/* True if the object is there. */
bool target_exists(const struct target *target, const struct configuration *configuration);

/* 1 if the object has the code and data that were kept, 0 if not; -1 sets err. */
int target_is_same(const struct target *target, const struct configuration *configuration, struct err *err);

/* Frees the list. */
void targets_free(struct target_list *targets);

#endif
