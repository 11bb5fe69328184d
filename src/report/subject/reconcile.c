// SPDX-License-Identifier: GPL-2.0-only
#include "report/subject/reconcile.h"

#include "base/data/buf.h"
#include "base/data/quote.h"
#include "base/data/utf8.h"
#include "outcome/result/form.h"
#include "report/format/report.h"
#include "report/format/shown.h"

#include <string.h>

static void print_side(const char *engine, const char *text, bool is_changed, FILE *out)
{
	struct buf line = {0};

	buf_add_line(&line, text, strlen(text));
	if (is_changed) {
		fprintf(out, " %s: `", engine);
		put_text(out, line.data ? line.data : "");
		fputc('`', out);
	} else {
		fprintf(out, " %s: as it is", engine);
	}
	buf_free(&line);
}

/* Of what spatch failed on, the lines are those of calls that it did not see. */
static bool is_unseen(const struct unanalysed *unanalysed)
{
	return unanalysed->line > 0;
}

static bool is_unread(const struct unanalysed *unanalysed)
{
	return !is_unseen(unanalysed);
}

void text_reconcile(const struct report *report, FILE *out)
{
	const struct comparison *comparison = report->comparison;
	const struct result *other = report->other;
	size_t n_unseen = 0;

	for (size_t i = 0; i < comparison->n; i++) {
		const struct difference *d = &comparison->items[i];

		shown_put(report->heading.shown, d->path, out);
		fprintf(out, ":%u:%u: %s:", d->line, d->column, verdict_name(d->verdict));
		print_side("clang", d->clang, d->verdict != VERDICT_ONLY_COCCI, out);
		print_side("cocci", d->cocci, d->verdict != VERDICT_ONLY_CLANG, out);
		fprintf(out, " [%s]\n", place_kind_name(d->kind));
	}
	for (size_t i = 0; i < other->unanalysed.n; i++) {
		const struct unanalysed *unanalysed = &other->unanalysed.items[i];

		if (!is_unseen(unanalysed))
			continue;
		shown_put(report->heading.shown, unanalysed->path, out);
		fprintf(out, ":%u: not seen: ", unanalysed->line);
		put_text(out, unanalysed->reason);
		fputc('\n', out);
		n_unseen++;
	}
	fputc('\n', out);
	for (int verdict = 0; verdict < VERDICT_COUNT; verdict++)
		fprintf(out, "%7zu  %s\n", comparison->counts[verdict], verdict_name(verdict));
	fprintf(out, "%7zu  not seen by spatch\n", n_unseen);
}

static json_t *differences(const struct comparison *comparison)
{
	json_t *array = json_array();

	for (size_t i = 0; i < comparison->n; i++) {
		const struct difference *d = &comparison->items[i];

		json_array_append_new(array, json_pack(
			"{s:o, s:i, s:i, s:o, s:s, s:s, s:s, s:o, s:o}",
			"file", json_text(d->path), "line", (int)d->line, "column", (int)d->column,
			"function", json_text(d->function), "callee", d->callee,
			"place", place_kind_name(d->kind), "kind", verdict_name(d->verdict),
			"clang", d->verdict == VERDICT_ONLY_COCCI ? json_null() : json_text(d->clang),
			"cocci", d->verdict == VERDICT_ONLY_CLANG ? json_null() : json_text(d->cocci)));
	}
	return array;
}

/* Those of which that is so. */
static void add_unanalysed(json_t *array, const struct result *result,
			   bool (*is_one)(const struct unanalysed *unanalysed))
{
	for (size_t i = 0; i < result->unanalysed.n; i++) {
		const struct unanalysed *u = &result->unanalysed.items[i];

		if (is_one(u))
			json_array_append_new(array, json_pack("{s:o, s:i, s:o}",
				"file", json_text(u->path), "line", (int)u->line,
				"reason", json_text(u->reason)));
	}
}

void json_reconcile(const struct report *report, FILE *out)
{
	const struct comparison *comparison = report->comparison;
	json_t *unparsed = json_array(), *unanalysed = json_array(), *document;

	add_unanalysed(unparsed, report->other, is_unseen);
	add_unanalysed(unanalysed, report->other, is_unread);
	add_unanalysed(unanalysed, report->result, is_unread);
	add_unanalysed(unanalysed, report->result, is_unseen);
	document = json_pack("{s:i, s:{s:s, s:s}, s:{s:o, s:o}, s:o, s:i, s:o, s:o}",
		"schema", FORM_SCHEMA, "tool", "name", "guptidy", "version", GUPTIDY_VERSION,
		"tree", "root", json_text(report->heading.root),
		"version", json_text(report->heading.version),
		"differences", differences(comparison),
		"agreed", (int)comparison->counts[VERDICT_AGREED],
		"unparsed", unparsed, "unanalysed", unanalysed);
	json_dumpf(document, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputc('\n', out);
	json_decref(document);
}
