/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Several runs held beside each other: what each found, and what is not the same in all. Made from the
 * reports that they gave as JSON, docs/formats.md.
 */
#ifndef GUPTIDY_MATRIX_MATRIX_H
#define GUPTIDY_MATRIX_MATRIX_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* One run. */
struct cell {
	char *label;			/* as the user named the tree */
	char *shown;			/* what matrix_compare() makes of it for people: without the folder that
					   all are in */
	char *path;			/* of its report */
	char *page;			/* of the same for a browser, if that was asked for */
	json_t *report;			/* NULL: there is none */
};

enum row_kind {
	ROW_FINDING,
	ROW_CONVERTED,			/* a file that changes */
	ROW_LEFT,
	ROW_UNANALYSED,
};

/* Something that was found in one cell or several, as far as its words tell. */
struct row {
	enum row_kind kind;
	const json_t *item;		/* of the first of them; its report's */
	struct { struct found *items; size_t n, capacity; } in;	/* by cell */
};

/* Where it is in a cell. */
struct found {
	size_t cell;
	json_int_t line;		/* 0: the whole file */
};

struct matrix {
	struct { struct cell *items; size_t n, capacity; } cells;
	struct { struct row *items; size_t n, capacity; } rows;	/* by kind, file and words */
};

/* Adds a cell: all are copied. A report that cannot be read, or is none, is not there. */
void matrix_add(struct matrix *matrix, const char *label, const char *path, const char *page);

/* Fills in what cells are called, when all are there. */
void matrix_name_cells(struct matrix *matrix);

/* The same, and fills the rows. */
void matrix_compare(struct matrix *matrix);

/* The root of the tree that a cell is of, or NULL: it failed. */
const char *cell_root(const struct cell *cell);

/* How many items a list of a cell's report has: "findings", "left", "unanalysed", "edits". */
size_t cell_count(const struct cell *cell, const char *list);

/* How many calls its ledger has. */
json_int_t cell_calls(const struct cell *cell);

/* A text of an object, "" if it has none. */
const char *text_of(const json_t *object, const char *key);

/* Prints a table of the cells, then the rows: those of all cells, then by the cells that they are in. */
void matrix_print(const struct matrix *matrix, FILE *out);

/* The same as JSON, docs/graph.md; the caller frees it. */
json_t *matrix_json(const struct matrix *matrix);

/* Frees all. */
void matrix_free(struct matrix *matrix);

#endif
