// SPDX-License-Identifier: GPL-2.0-only
#include "report/subject/catalogue.h"

#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/data/utf8.h"
#include "outcome/result/form.h"
#include "report/format/report.h"
#include "report/format/shown.h"

/* --- text --- */

static const char *plural_of(enum hold_kind kind)
{
	static const char *const plurals[] = {
		[HOLD_KIND_NONE] = "pages", [HOLD_KIND_REFERENCE] = "references",
		[HOLD_KIND_PIN] = "pins", [HOLD_KIND_EITHER] = "pins or references",
	};

	return plurals[kind];
}

static void put_place(const struct shown *shown, const char *path, uint32_t line, FILE *out)
{
	shown_put(shown, path, out);
	fprintf(out, ":%u: ", line);
}

void text_wrappers(const struct catalogue *catalogue, const struct shown *shown, FILE *out)
{
	for (size_t i = 0; i < catalogue->wrappers.n; i++) {
		const struct wrapper_row *row = &catalogue->wrappers.items[i];

		put_place(shown, row->path, row->line, out);
		fprintf(out, "%s() hands out %s", row->name, plural_of(row->kind));
		if (*row->pages)
			fprintf(out, " in `%s`", row->pages);
		if (*row->count)
			fprintf(out, ", at most `%s`", row->count);
		fprintf(out, "; returns %s; gets them from %s()", row->result, row->callee);
		if (*row->lock)
			fprintf(out, "; %s", row->lock);
		fputc('\n', out);
	}
}

static void put_uses(const struct shown *shown, const struct member_uses *uses, const char *what, FILE *out)
{
	for (size_t i = 0; i < uses->n; i++) {
		const struct member_use *use = &uses->items[i];

		fputs("  ", out);
		put_place(shown, use->path, use->line, out);
		fprintf(out, "%s %s: %s() in %s()\n", what, hold_kind_name(use->kind), use->callee,
			use->function);
	}
}

void text_pairs(const struct report *report, FILE *out)
{
	const struct catalogue *catalogue = report->catalogue;

	if (!catalogue->members.n)
		fputs("no struct member is filled with pages\n", out);
	for (size_t i = 0; i < catalogue->members.n; i++) {
		const struct member_row *row = &catalogue->members.items[i];

		fprintf(out, "%s.%s\n", row->record, row->name);
		put_uses(report->heading.shown, &row->acquires, "takes", out);
		put_uses(report->heading.shown, &row->releases, "drops", out);
		if (row->n_other)
			fprintf(out, "  set to something else, at %zu %s\n", row->n_other,
				row->n_other == 1 ? "place" : "places");
	}
}

/* --- JSON --- */

json_t *json_wrappers(const struct catalogue *catalogue)
{
	json_t *array = json_array();

	for (size_t i = 0; i < catalogue->wrappers.n; i++) {
		const struct wrapper_row *row = &catalogue->wrappers.items[i];

		json_array_append_new(array, json_pack(
			"{s:o, s:o, s:i, s:i, s:s, s:s, s:o, s:o, s:s, s:o}",
			"name", json_text(row->name), "file", json_text(row->path),
			"line", (int)row->line, "column", (int)row->column,
			"kind", hold_kind_name(row->kind), "result", row->result,
			"pages", json_text(row->pages), "count", json_text(row->count),
			"lock", row->lock, "callee", json_text(row->callee)));
	}
	return array;
}

static json_t *json_uses(const struct member_uses *uses)
{
	json_t *array = json_array();

	for (size_t i = 0; i < uses->n; i++) {
		const struct member_use *use = &uses->items[i];

		json_array_append_new(array, json_pack("{s:o, s:i, s:i, s:o, s:o, s:s}",
			"file", json_text(use->path), "line", (int)use->line,
			"column", (int)use->column, "function", json_text(use->function),
			"callee", json_text(use->callee), "kind", hold_kind_name(use->kind)));
	}
	return array;
}

void json_pairs(const struct report *report, FILE *out)
{
	const struct catalogue *catalogue = report->catalogue;
	json_t *members = json_array(), *document;

	for (size_t i = 0; i < catalogue->members.n; i++) {
		const struct member_row *row = &catalogue->members.items[i];

		json_array_append_new(members, json_pack("{s:o, s:o, s:o, s:o, s:i}",
			"record", json_text(row->record), "member", json_text(row->name),
			"acquires", json_uses(&row->acquires), "releases", json_uses(&row->releases),
			"others", (int)row->n_other));
	}
	document = json_pack("{s:i, s:{s:s, s:s}, s:{s:o, s:o}, s:o, s:o}",
		"schema", FORM_SCHEMA, "tool", "name", "guptidy", "version", GUPTIDY_VERSION,
		"tree", "root", json_text(report->heading.root), "version",
		json_text(report->heading.version), "members", members,
		"unanalysed", form_unanalysed(report->result->unanalysed.items,
					      report->result->unanalysed.n));
	json_dumpf(document, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputc('\n', out);
	json_decref(document);
}
