/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Files that one job asks the compiler about, one after the other: about a second's work. A group is known
 * by its files, so that a new one among them makes another group, and its neighbours stay.
 */
#ifndef GUPTIDY_GRAPH_GROUPS_H
#define GUPTIDY_GRAPH_GROUPS_H

#include "base/data/digest.h"
#include "treewide/run/only.h"
#include "treewide/run/run.h"

struct err;
struct graph;

#define GROUP_NAME_LENGTH 16

/* A file that is asked about. */
struct grouped {
	const char *path;		/* not owned */
	size_t index;			/* the asker's */
};

struct group {
	char name[GROUP_NAME_LENGTH + 1];
	const char *arch;		/* all are of one; the tree's */
	bool proves;			/* its job proves what is planned of the files: treewide/graph/planned.h */
	struct { struct grouped *items; size_t n, capacity; } files;
};

struct groups {
	struct group *items;
	size_t n, capacity;
	bool without_headers;		/* text settles nearly all of it: no header is precompiled for what is left */
};

/*
 * Puts the n files into groups; the names of these hang on what they are for, too, if that is not "". Freed by
 * groups_free().
 */
void groups_make(const struct tree *tree, const struct grouped *files, size_t n, const char *purpose,
		 struct groups *groups);

/* Files of an architecture from which on a precompiled header is worth while. */
#define GROUPS_MANY 3

/* Moves the groups to the end of others. */
void groups_append(struct groups *groups, struct groups *further);

/* The file that lists those of a group; the caller frees it. */
char *group_list_path(const struct graph *graph, const char *group);

/* How many files of that architecture there are. */
size_t groups_of_arch(const struct groups *groups, const char *arch);

/* Writes its list of files into the cell, if it is news: an index is that of a source. -1 sets err. */
int group_write(const struct graph *graph, const struct run *run, const struct group *group,
		struct err *err);

/* What a job reads from that list. */
struct group_files {
	struct path_list digits, paths;	/* one of each for a file: see cache_source_digits() */
};

/* Reads the list of the group of that name, and adds its files to those of the run. -1 sets err. */
int group_read(const struct graph *graph, const char *name, struct group_files *files, struct only *only,
	       struct err *err);

/* Frees the lists. */
void group_files_free(struct group_files *files);

/* Frees all. */
void groups_free(struct groups *groups);

#endif
