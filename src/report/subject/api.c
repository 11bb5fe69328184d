// SPDX-License-Identifier: GPL-2.0-only
#include "report/subject/api.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/data/utf8.h"
#include "outcome/result/form.h"
#include "report/format/report.h"
#include "report/format/shown.h"
#include "report/subject/catalogue.h"
#include "report/subject/prototype.h"

#include <stdlib.h>
#include <string.h>

/* "f() takes `int write` where 5 others take `unsigned int gup_flags`, ..."; the caller frees it. */
static char *disagreement_text(const struct disagreement *d)
{
	char *odd = parameter_text(d->odd, d->parameter);
	char *usual = parameter_text(d->usual, d->usual_parameter), *text;
	const char *name = d->odd->function->name, *other = d->usual->function->name;

	if (d->kind == DISAGREES_IN_PLACE)
		text = mem_printf("%s() has `%s` on the other side of `pages` than %zu others, "
				  "such as %s()", name, odd, d->n_usual, other);
	else if (d->kind == DISAGREES_IN_ROLE)
		text = mem_printf("%s() takes `%s` where %zu others take `%s`, such as %s()", name,
				  odd, d->n_usual, usual, other);
	else
		text = mem_printf("%s() takes `%s` where %zu others differ in type, such as `%s` of "
				  "%s()", name, odd, d->n_usual, usual, other);
	free(odd);
	free(usual);
	return text;
}

static bool is_shown(const struct declared *declared)
{
	return declared->is_home && !declared->is_macro;
}

static void put_place(const struct shown *shown, const struct declared *declared, FILE *out)
{
	shown_put(shown, declared->path, out);
	fprintf(out, ":%u: ", declared->line);
}

void text_api(const struct report *report, FILE *out)
{
	const struct disagreement_list *siblings = report->siblings;
	const struct family *family = report->family;
	fputs("the family in ", out);
	put_name(out, report->heading.root);
	fputs(" (", out);
	put_text(out, report->heading.version);
	fputs(")\n", out);
	for (size_t f = 0; f < gup_function_count; f++) {
		for (size_t i = 0; i < family->n; i++) {
			const struct declared *declared = &family->items[i];
			char *text;

			if (declared->function != &gup_functions[f] || !is_shown(declared))
				continue;
			text = prototype_text(declared);
			put_place(report->heading.shown, declared, out);
			fputs(declared->is_definition ? "defines  " : "declares ", out);
			put_text(out, text);
			fputc('\n', out);
			free(text);
		}
	}
	if (report->catalogue->wrappers.n)
		fputs("\nwrappers around it\n", out);
	text_wrappers(report->catalogue, report->heading.shown, out);
	fprintf(out, siblings->n ? "\nwhere siblings disagree\n" :
				   "\nno siblings disagree\n");
	for (size_t i = 0; i < siblings->n; i++) {
		const struct disagreement *d = &siblings->items[i];
		char *text = disagreement_text(d);

		put_place(report->heading.shown, d->odd, out);
		put_text(out, text);
		fputc('\n', out);
		free(text);
	}
}

static json_t *json_parameters(const struct declared *declared)
{
	json_t *array = json_array();

	for (size_t i = 0; i < declared->prototype.n; i++)
		json_array_append_new(array, json_pack("{s:o, s:o, s:s}",
			"type", json_text(declared->prototype.parameters[i].type),
			"name", json_text(declared->prototype.parameters[i].name),
			"role", gup_role_name(declared->roles[i])));
	return array;
}

static json_t *json_functions(const struct family *family)
{
	json_t *array = json_array();

	for (size_t i = 0; i < family->n; i++) {
		const struct declared *declared = &family->items[i];

		if (!is_shown(declared))
			continue;
		json_array_append_new(array, json_pack("{s:s, s:o, s:i, s:i, s:b, s:b, s:o, s:o}",
			"name", declared->function->name, "file", json_text(declared->path),
			"line", (int)declared->line, "column", (int)declared->column,
			"definition", declared->is_definition,
			"static", declared->prototype.is_static,
			"returns", json_text(declared->prototype.returns),
			"parameters", json_parameters(declared)));
	}
	return array;
}

void json_api(const struct report *report, FILE *out)
{
	const struct disagreement_list *siblings = report->siblings;
	const struct family *family = report->family;
	json_t *disagreements = json_array(), *document;

	for (size_t i = 0; i < siblings->n; i++) {
		const struct disagreement *d = &siblings->items[i];
		char *text = disagreement_text(d);

		json_array_append_new(disagreements, json_pack("{s:s, s:o, s:i, s:s, s:o}",
			"name", d->odd->function->name, "file", json_text(d->odd->path),
			"line", (int)d->odd->line, "sibling", d->usual->function->name,
			"message", json_text(text)));
		free(text);
	}
	document = json_pack("{s:i, s:{s:s, s:s}, s:{s:o, s:o}, s:o, s:o, s:o}",
		"schema", FORM_SCHEMA, "tool", "name", "guptidy", "version", GUPTIDY_VERSION,
		"tree", "root", json_text(report->heading.root), "version", json_text(report->heading.version),
		"functions", json_functions(family), "wrappers", json_wrappers(report->catalogue),
		"disagreements", disagreements);
	json_dumpf(document, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputc('\n', out);
	json_decref(document);
}
