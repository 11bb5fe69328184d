/* SPDX-License-Identifier: GPL-2.0-only */
/* What a job is to prove: files as they are to be, and what all of them see beside them. */
#ifndef GUPTIDY_GRAPH_PLANNED_H
#define GUPTIDY_GRAPH_PLANNED_H

#include "base/files/path.h"

#include <stdbool.h>

struct err;
struct graph;

/* A file that is to be edited. */
struct planned_file {
	char *path;
	char *edits;			/* in the whole form of a result, docs/json.md */
	bool is_asked;			/* false: it is only seen by the others */
	bool needs_own_includes;	/* it is compiled with nothing that it has no #include for */
};

struct planned_group {
	struct { struct planned_file *items; size_t n, capacity; } files;
	struct path_list anew;		/* functions that are declared anew */
	bool lays_over;			/* headers are seen as they will be */
};

/* Writes it as the list of the group of that name, if it is news. -1 sets err. */
int planned_write(const struct graph *graph, const char *name, const struct planned_group *planned,
		  struct err *err);

/* Reads it. -1 sets err. Freed by planned_free() either way. */
int planned_read(const struct graph *graph, const char *name, struct planned_group *planned, struct err *err);

/* Frees all. */
void planned_free(struct planned_group *planned);

#endif
