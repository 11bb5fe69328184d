// SPDX-License-Identifier: GPL-2.0-only
#include "report/subject/routing.h"

#include "base/data/quote.h"
#include "base/data/utf8.h"
#include "kernel/maintainers/routing.h"
#include "outcome/result/form.h"
#include "report/format/report.h"

/* --- text --- */

enum header { TO, CC };

/* To those who maintain, a copy to all others. */
static void put_recipients(const struct recipient_list *list, enum header header, FILE *out)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct recipient *one = &list->items[i];

		if ((one->role == RECIPIENT_MAINTAINER) != (header == TO))
			continue;
		fputs(header == TO ? "To: " : "Cc: ", out);
		put_text(out, one->text);
		fputc('\n', out);
	}
}

static void put_areas(const struct routed *file, FILE *out)
{
	fputc('\n', out);
	put_name(out, file->path);
	fputc('\n', out);
	for (size_t i = 0; i < file->areas.n; i++) {
		const struct area *area = file->areas.items[i].area;

		fputc('\t', out);
		put_text(out, area->name);
		if (*area->status) {
			fputs(" (", out);
			put_text(out, area->status);
			fputc(')', out);
		}
		fputs(file->areas.items[i].by == 'K' ? ", by keyword\n" : "\n", out);
	}
}

void text_routing(const struct report *report, FILE *out)
{
	const struct routing *routing = report->routing;

	fputs("Subject: ", out);
	put_text(out, routing->prefix);
	fputc('\n', out);
	put_recipients(&routing->recipients, TO, out);
	put_recipients(&routing->recipients, CC, out);
	for (size_t i = 0; i < routing->files.n; i++)
		put_areas(&routing->files.items[i], out);
}

/* --- JSON --- */

static json_t *recipients(const struct recipient_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->n; i++) {
		const struct recipient *one = &list->items[i];

		json_array_append_new(array, json_pack("{s:s, s:o, s:o, s:o, s:o}",
			"role", recipient_role_name(one->role), "name", json_text(one->name),
			"mail", json_text(one->mail), "text", json_text(one->text),
			"area", json_text(one->area->name)));
	}
	return array;
}

/* The values of the area's lines of that letter. */
static json_t *values(const struct area *area, char letter)
{
	json_t *array = json_array();

	for (size_t i = 0; i < area->lines.n; i++)
		if (area->lines.items[i].letter == letter)
			json_array_append_new(array, json_text(area->lines.items[i].value));
	return array;
}

static json_t *areas(const struct area_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->n; i++) {
		const struct area_match *match = &list->items[i];
		const char by[] = { match->by, '\0' };

		json_array_append_new(array, json_pack("{s:o, s:i, s:o, s:s, s:i, s:o}",
			"name", json_text(match->area->name), "line", (int)match->area->line,
			"status", json_text(match->area->status), "by", by, "depth", match->depth,
			"trees", values(match->area, 'T')));
	}
	return array;
}

void json_routing(const struct report *report, FILE *out)
{
	const struct routing *routing = report->routing;
	json_t *files = json_array(), *document;

	for (size_t i = 0; i < routing->files.n; i++)
		json_array_append_new(files, json_pack("{s:o, s:o}",
			"file", json_text(routing->files.items[i].path),
			"areas", areas(&routing->files.items[i].areas)));
	document = json_pack("{s:i, s:{s:s, s:s}, s:{s:o, s:o}, s:o, s:o, s:o}",
		"schema", FORM_SCHEMA, "tool", "name", "guptidy", "version", GUPTIDY_VERSION,
		"tree", "root", json_text(report->heading.root),
		"version", json_text(report->heading.version), "prefix", json_text(routing->prefix),
		"recipients", recipients(&routing->recipients), "files", files);
	json_dumpf(document, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputc('\n', out);
	json_decref(document);
}
