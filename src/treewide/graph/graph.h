/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A run as a graph of jobs that ninja does: they are verbs of guptidy, and what they make lies in a work
 * folder, a cell of it for each run. docs/graph.md has the graph and the files.
 */
#ifndef GUPTIDY_GRAPH_GRAPH_H
#define GUPTIDY_GRAPH_GRAPH_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;

/* What of a run is done here; the rest is done by others, or was done before. */
enum graph_part {
	GRAPH_ALL,			/* read the text, write the graph, have ninja do it, gather */
	GRAPH_INDEX,			/* read the text, and write the graph of the cell */
	GRAPH_GATHER,			/* gather what the jobs made */
};

/* How far the jobs are. */
struct graph_progress {
	size_t files, all_files;	/* that the compiler is asked about */
	size_t calls, converted, left;	/* found in them so far */
	double seconds;			/* since it began */
};

struct graph {
	char *work;			/* the work folder, absolute */
	char *cell;			/* the name of the run's folder in it */
	enum graph_part part;
	bool is_always_news;		/* its index: what it will read, no list has */
	const char *launcher;		/* what each job's command begins with, or NULL */
	const char *label;		/* of a cell in a matrix: as the user named its tree; else NULL */
	int argc;
	char **argv;			/* the command and its arguments, which the jobs read, too */
	int lock;			/* held while somebody is at work in the folder; -1: not */
	void (*show)(const struct graph_progress *progress);	/* NULL: silent; all_files 0: the end */
};

/*
 * Opens the work folder at path, made if need be, and waits until nobody else is at work in it; treewide/graph/claim.h
 * says what is_named asks. -1 sets err: it cannot be made, or holds something else. Freed by graph_close()
 * either way.
 */
int graph_open(struct graph *graph, const char *path, bool is_named, struct err *err);

/* Says of which command on which paths it is: that is its cell, which is made. -1 sets err. */
int graph_set_cell(struct graph *graph, const char *command, const char *const *paths, size_t n,
		   struct err *err);

/* For a job: the cell of that name in the open folder, which somebody else holds. */
void graph_join(struct graph *graph, const char *work, const char *cell, enum graph_part part);

/* The path of a file in the cell; the caller frees it. */
char *graph_path(const struct graph *graph, const char *name);

/* Where the precompiled headers of the cell are, made if need be; the caller frees it. */
char *graph_headers(const struct graph *graph);

/* Frees all. */
void graph_close(struct graph *graph);

#endif
