// SPDX-License-Identifier: GPL-2.0-only
#include "report/subject/stats.h"

#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/data/utf8.h"
#include "outcome/result/form.h"
#include "outcome/result/stats.h"
#include "report/format/report.h"

#include <stdlib.h>

/* --- text --- */

#define NAME_WIDTH 32

static void put_heading(const struct stats *stats, const char *name, FILE *out)
{
	fprintf(out, "%-*s", NAME_WIDTH, name);
	for (size_t t = 0; t < stats->n; t++) {
		/* A version is a stranger's word: its length is not what it says. */
		fputs("  ", out);
		for (size_t length = strlen(stats->items[t].version); length < 14; length++)
			fputc(' ', out);
		put_text(out, stats->items[t].version);
	}
	fputc('\n', out);
}

static void put_kinds(const struct stats *stats, FILE *out)
{
	put_heading(stats, "calls", out);
	for (int kind = 0; kind < STATS_KIND_COUNT; kind++) {
		fprintf(out, "%-*s", NAME_WIDTH, stats_kind_name(kind));
		for (size_t t = 0; t < stats->n; t++)
			fprintf(out, "%16zu", stats->items[t].n[kind]);
		fputc('\n', out);
	}
	fprintf(out, "%-*s", NAME_WIDTH, "total");
	for (size_t t = 0; t < stats->n; t++)
		fprintf(out, "%16zu", stats_sum(stats->items[t].n));
	fputc('\n', out);
}

static void put_functions(struct stats *stats, FILE *out)
{
	size_t n;
	const char **names = stats_names(stats, stats_functions, stats_sum, &n);

	fputc('\n', out);
	put_heading(stats, "by function", out);
	for (size_t i = 0; i < n; i++) {
		fprintf(out, "%-*s", NAME_WIDTH, names[i]);
		for (size_t t = 0; t < stats->n; t++) {
			const struct stats_row *row = stats_find(&stats->items[t].functions, names[i]);

			fprintf(out, "%16zu", row ? stats_sum(row->n) : 0);
		}
		fputc('\n', out);
	}
	free(names);
}

/* References and pins of an area, and how many of both are long-term. */
static void put_area(const struct stats_row *row, FILE *out)
{
	static const struct stats_row none;
	const size_t *n = row ? row->n : none.n;

	fprintf(out, "%6zu%5zu%5zu", n[STATS_GET] + n[STATS_GET_LONGTERM], n[STATS_PIN] + n[STATS_PIN_LONGTERM],
		n[STATS_GET_LONGTERM] + n[STATS_PIN_LONGTERM]);
}

static void put_areas(struct stats *stats, FILE *out)
{
	size_t n;
	const char **names = stats_names(stats, stats_areas, stats_sum_held, &n);

	fputc('\n', out);
	put_heading(stats, "by area", out);
	fprintf(out, "%*s", NAME_WIDTH, "");
	for (size_t t = 0; t < stats->n; t++)
		fprintf(out, "%6s%5s%5s", "get", "pin", "long");
	fputc('\n', out);
	for (size_t i = 0; i < n; i++) {
		put_name(out, names[i]);
		for (size_t length = strlen(names[i]); length < NAME_WIDTH; length++)
			fputc(' ', out);
		for (size_t t = 0; t < stats->n; t++)
			put_area(stats_find(&stats->items[t].areas, names[i]), out);
		fputc('\n', out);
	}
	free(names);
}

void text_stats(const struct report *report, FILE *out)
{
	put_kinds(report->stats, out);
	put_functions(report->stats, out);
	put_areas(report->stats, out);
}

/* --- JSON --- */

static void set_kinds(json_t *object, const size_t n[STATS_KIND_COUNT])
{
	for (int kind = 0; kind < STATS_KIND_COUNT; kind++)
		json_object_set_new(object, stats_kind_key(kind), json_integer((json_int_t)n[kind]));
}

static json_t *json_table(const struct stats_table *table)
{
	json_t *array = json_array();

	for (size_t i = 0; i < table->n; i++) {
		json_t *row = json_pack("{s:o}", "name", json_text(table->items[i].name));

		set_kinds(row, table->items[i].n);
		json_array_append_new(array, row);
	}
	return array;
}

static json_t *json_tree(const struct tree_stats *tree)
{
	json_t *kinds = json_object();

	set_kinds(kinds, tree->n);
	return json_pack("{s:o, s:o, s:i, s:o, s:o, s:o}", "root", json_text(tree->root),
			 "version", json_text(tree->version), "calls", (int)stats_sum(tree->n), "kinds", kinds,
			 "functions", json_table(&tree->functions), "areas", json_table(&tree->areas));
}

void json_stats(const struct report *report, FILE *out)
{
	json_t *trees = json_array(), *document;

	for (size_t t = 0; t < report->stats->n; t++)
		json_array_append_new(trees, json_tree(&report->stats->items[t]));
	document = json_pack("{s:i, s:{s:s, s:s}, s:o, s:o}", "schema", FORM_SCHEMA,
		"tool", "name", "guptidy", "version", GUPTIDY_VERSION, "trees", trees,
		"unanalysed", form_unanalysed(report->result->unanalysed.items, report->result->unanalysed.n));
	json_dumpf(document, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputc('\n', out);
	json_decref(document);
}
