/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the job of a group was told: the key of its basis, how much it is, and a line for each file: the digits of
 * what was asked, what it was made from, and the whole form of a result, docs/json.md.
 */
#ifndef GUPTIDY_GRAPH_ANSWERS_H
#define GUPTIDY_GRAPH_ANSWERS_H

#include "base/data/buf.h"
#include "base/data/digest.h"
#include "outcome/result/form.h"

#include <stdbool.h>
#include <time.h>

struct err;
struct graph;
struct graph_progress;
struct path_list;
struct stamps;

/* How much was found in the files of a group. */
struct answers_counts {
	size_t files, calls, converted, left;
};

/* What a job writes. */
struct answers {
	struct timespec began;		/* before any of it was read: ninja takes what changed since for news */
	struct answers_counts counts;
	struct buf lines;
};

/*
 * Notes what was told: digits are a digest of what was asked. Of files that changed since the stamps began, it will
 * not be believed.
 */
void answers_add(struct answers *answers, const char *digits, const struct result *result,
		 const struct made_from *files, struct stamps *stamps);

/*
 * Writes them, as old as they began; and for ninja, which files they were made from, unless read is NULL. -1 sets
 * err. Frees the lines.
 */
int answers_write(struct answers *answers, const struct graph *graph, const char *group, const char *key,
		  struct path_list *read, struct err *err);

/* Adds how much a file of answers is to a progress, if it is one. */
void answers_progress(const char *path, struct graph_progress *progress);

/* What is read of all groups of a cell. */
struct told {
	struct { char **items; size_t n, capacity; } texts;	/* owned */
	struct { struct told_line *items; size_t n, capacity; } lines;	/* in those; sorted by told_sort() */
};

/* Adds the answers of a group, if they have that key. False: they are not there, or have another. */
bool told_read(struct told *told, const struct graph *graph, const char *group, const char *key);

/* For told_find(). */
void told_sort(struct told *told);

/*
 * Reads what was told when that was asked, with the mentions of that file, and adds what it was made from to files.
 * False: nothing was told, or not all of that is as it was; then nothing is added.
 */
bool told_find(const struct told *told, const char *digits, const struct scanned_file *file,
	       struct stamps *stamps, struct result *result, struct made_from *files);

/* Frees it. */
void told_free(struct told *told);

/* The file of a group's answers; the caller frees it. */
char *answers_path(const struct graph *graph, const char *group);

#endif
