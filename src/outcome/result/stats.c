// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/stats.h"

#include "base/data/mem.h"
#include "base/data/search.h"
#include "outcome/result/area.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *key, *name;
} kinds[] = {
#define STATS_KIND(id, key, name) [STATS_##id] = { key, name },
#include "outcome/result/stats_kinds.def"
};

const char *stats_kind_key(enum stats_kind kind)
{
	return kinds[kind].key;
}

const char *stats_kind_name(enum stats_kind kind)
{
	return kinds[kind].name;
}

struct tree_stats *stats_add_tree(struct stats *stats, const char *root, const char *version)
{
	struct tree_stats tree = { .root = mem_strdup(root), .version = mem_strdup(version) };

	VEC_PUSH(stats, tree);
	return &stats->items[stats->n - 1];
}

/* Where the row of that name is, or would be. */
static size_t place_of(const struct stats_table *table, const char *name)
{
	size_t i;

	LOWER_BOUND(i, table->n, strcmp(table->items[i].name, name) < 0);
	return i;
}

static bool is_at(const struct stats_table *table, size_t i, const char *name)
{
	return i < table->n && !strcmp(table->items[i].name, name);
}

const struct stats_row *stats_find(const struct stats_table *table, const char *name)
{
	size_t i = place_of(table, name);

	return is_at(table, i, name) ? &table->items[i] : NULL;
}

/* The row of that name, made if it is not there yet; it takes the name as it is. */
static struct stats_row *row_of(struct stats_table *table, const char *name)
{
	size_t i = place_of(table, name);
	struct stats_row row = { .name = (char *)name };

	if (!is_at(table, i, name)) {
		VEC_PUSH(table, row);
		memmove(&table->items[i + 1], &table->items[i], (table->n - 1 - i) * sizeof(row));
		table->items[i] = row;
	}
	return &table->items[i];
}

static void count(struct stats_table *table, const char *name, enum stats_kind kind)
{
	struct stats_row *row = row_of(table, name);

	/* A new one: the caller keeps the name that it was asked for by. */
	if (row->name == name)
		row->name = mem_strdup(name);
	row->n[kind]++;
}

void stats_add_call(struct tree_stats *tree, const char *function, const char *path, enum stats_kind kind)
{
	char *area = area_of(path);

	tree->n[kind]++;
	count(&tree->functions, function, kind);
	count(&tree->areas, area, kind);
	free(area);
}

size_t stats_sum(const size_t n[STATS_KIND_COUNT])
{
	size_t sum = 0;

	for (int kind = 0; kind < STATS_KIND_COUNT; kind++)
		sum += n[kind];
	return sum;
}

size_t stats_sum_held(const size_t n[STATS_KIND_COUNT])
{
	return n[STATS_GET] + n[STATS_GET_LONGTERM] + n[STATS_PIN] + n[STATS_PIN_LONGTERM];
}

struct stats_table *stats_functions(struct tree_stats *tree)
{
	return &tree->functions;
}

struct stats_table *stats_areas(struct tree_stats *tree)
{
	return &tree->areas;
}

/* Most calls first; by name among as many. */
static int by_number(const void *a, const void *b)
{
	const struct stats_row *left = a, *right = b;

	if (left->n[0] != right->n[0])
		return left->n[0] < right->n[0] ? 1 : -1;
	return strcmp(left->name, right->name);
}

const char **stats_names(const struct stats *stats, struct stats_table *(*which)(struct tree_stats *),
			 size_t (*sum)(const size_t n[STATS_KIND_COUNT]), size_t *n)
{
	struct stats_table all = {0};
	const char **names;

	for (size_t t = 0; t < stats->n; t++) {
		const struct stats_table *table = which(&stats->items[t]);

		for (size_t i = 0; i < table->n; i++)
			row_of(&all, table->items[i].name)->n[0] += sum(table->items[i].n);
	}
	if (all.n)
		qsort(all.items, all.n, sizeof(*all.items), by_number);
	names = mem_calloc(all.n + 1, sizeof(*names));
	for (*n = 0; *n < all.n && all.items[*n].n[0]; ++*n)
		names[*n] = all.items[*n].name;
	free(all.items);
	return names;
}

static void table_free(struct stats_table *table)
{
	for (size_t i = 0; i < table->n; i++)
		free(table->items[i].name);
	free(table->items);
}

void stats_free(struct stats *stats)
{
	for (size_t i = 0; i < stats->n; i++) {
		table_free(&stats->items[i].functions);
		table_free(&stats->items[i].areas);
		free(stats->items[i].root);
		free(stats->items[i].version);
	}
	free(stats->items);
	*stats = (struct stats){0};
}
