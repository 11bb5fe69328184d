/* SPDX-License-Identifier: GPL-2.0-only */
/* Who calls the family, counted: by kind, by function and by area, for one tree or several. */
#ifndef GUPTIDY_RESULT_STATS_H
#define GUPTIDY_RESULT_STATS_H

#include <stddef.h>

/*
 * What a call asks for: a reference or a pin, long-term if its flags may hold FOLL_LONGTERM; that pins
 * are released; or that pages are faulted in and not handed out.
 */
enum stats_kind {
#define STATS_KIND(id, key, name) STATS_##id,
#include "outcome/result/stats_kinds.def"
	STATS_KIND_COUNT
};

struct stats_row {
	char *name;
	size_t n[STATS_KIND_COUNT];
};

struct stats_table {
	struct stats_row *items;	/* by name */
	size_t n, capacity;
};

struct tree_stats {
	char *root, *version;
	size_t n[STATS_KIND_COUNT];
	struct stats_table functions, areas;
};

struct stats {
	struct tree_stats *items;	/* in the order in which they were added */
	size_t n, capacity;
};

/* The words for a kind: in JSON, and for people. */
const char *stats_kind_key(enum stats_kind kind);
const char *stats_kind_name(enum stats_kind kind);

/* A new tree without a call; valid until the next one is added. Copies both strings. */
struct tree_stats *stats_add_tree(struct stats *stats, const char *root, const char *version);

/* Counts one call, in a file of that path. */
void stats_add_call(struct tree_stats *tree, const char *function, const char *path, enum stats_kind kind);

/* The row of that name, or NULL: it has no call. */
const struct stats_row *stats_find(const struct stats_table *table, const char *name);

/* All calls of a row or a tree. */
size_t stats_sum(const size_t n[STATS_KIND_COUNT]);

/* References and pins, long-term or not: what get -> pin is about. */
size_t stats_sum_held(const size_t n[STATS_KIND_COUNT]);

/*
 * The names of all trees' rows, those with most calls of all trees together first; which says the table.
 * The caller frees the list, not the names.
 */
const char **stats_names(const struct stats *stats, struct stats_table *(*which)(struct tree_stats *),
			 size_t (*sum)(const size_t n[STATS_KIND_COUNT]), size_t *n);

/* Tables of a tree, for stats_names(). */
struct stats_table *stats_functions(struct tree_stats *tree);
struct stats_table *stats_areas(struct tree_stats *tree);

/* Frees all. */
void stats_free(struct stats *stats);

#endif
