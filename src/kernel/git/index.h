/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git's index with SHA-1 ids (libgit2 opens no other repository), as gitformat-index(5) describes it,
 * with what lint needs of it. libgit2 makes a map of
 * all paths when it reads one: with a kernel's 86,000 that takes longer than all the rest of a lint of
 * one file.
 */
#ifndef GUPTIDY_GIT_INDEX_H
#define GUPTIDY_GIT_INDEX_H

#include "base/data/arena.h"
#include "base/files/map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct err;

/* Some gits write no nanoseconds, and some no time of change: then they are 0. */
struct index_time {
	uint32_t seconds, nanoseconds;
};

struct index_entry {
	const char *path;		/* relative to the top of the working tree */
	const unsigned char *id;	/* of the blob, in git's raw form */
	struct index_time changed, modified;
	uint32_t size;			/* its lower 32 bits */
	uint32_t mode;
	unsigned char stage;		/* 0, or a side of a conflict */
	bool is_assumed;		/* the user promised that the file is not changed */
	bool is_left_out;		/* of the working tree, by a sparse checkout */
};

/* A folder of which git remembers something: before what is below it comes the folder itself. */
struct index_folder {
	const char *name;		/* in its parent; "" is the top */
	const unsigned char *tree;	/* that all entries below it are, or NULL: not known any more */
	size_t n_folders;		/* right below it */
	size_t next;			/* place of the first one that is not below it */
};

struct index {
	struct index_entry *entries;	/* by path and stage */
	size_t n;
	bool has_conflicts;
	struct { struct index_folder *items; size_t n, capacity; } folders;
	struct map file;		/* .modified is zero without one: all is later */
	struct arena paths;		/* those that the file has in pieces */
};

/*
 * Reads the index at path; a missing one is empty. -1 sets err: it cannot be read, is damaged.
 * INDEX_FOREIGN sets err: git may know its form (split, sparse, newer). Freed with index_free() either way.
 */
#define INDEX_FOREIGN (-2)
int index_read(struct index *index, const char *path, struct err *err);

/* The entry of that path that is in no conflict, or NULL. */
const struct index_entry *index_find(const struct index *index, const char *path);

/* True if any path of the index begins with that prefix. */
bool index_has_prefix(const struct index *index, const char *prefix);

/* Frees all. */
void index_free(struct index *index);

#endif
