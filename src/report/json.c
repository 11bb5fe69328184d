// SPDX-License-Identifier: GPL-2.0-only
#include "report/report.h"

#include "base/utf8.h"
#include "report/api.h"
#include "report/reconcile.h"

static json_t *mentions(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->mentions.n; i++) {
		const struct classified *c = &result->mentions.items[i];

		json_array_append_new(array, json_pack("{s:o, s:i, s:i, s:s, s:s, s:o}",
			"file", json_text(c->path), "line", (int)c->mention->line,
			"column", (int)c->mention->column, "name", c->mention->symbol->name,
			"class", mention_class_name(c->class),
			"function", json_text(c->function)));
	}
	return array;
}

static json_t *macro_calls(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->by_macro.n; i++) {
		const struct by_macro *m = &result->by_macro.items[i];

		json_array_append_new(array, json_pack("{s:o, s:i, s:i, s:o, s:s, s:o}",
			"file", json_text(m->path), "line", (int)m->line, "column", (int)m->column,
			"name", json_text(m->macro), "callee", m->callee->name,
			"function", json_text(m->function)));
	}
	return array;
}

static json_t *finding(const struct finding *f)
{
	return json_pack("{s:s, s:s, s:s, s:o, s:i, s:i, s:o, s:o, s:o, s:o}",
		"rule", f->rule, "severity", severity_name(f->severity),
		"confidence", confidence_name(f->confidence), "file", json_text(f->path),
		"line", (int)f->line, "column", (int)f->column,
		"function", json_text(f->function), "callee", json_text(f->callee),
		"message", json_text(f->message),
		"fix", f->fix ? json_text(f->fix) : json_null());
}

static json_t *findings(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->findings.n; i++)
		json_array_append_new(array, finding(&result->findings.items[i]));
	return array;
}

static json_t *suppressed(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->suppressed.n; i++) {
		json_t *object = finding(&result->suppressed.items[i]);

		json_object_set_new(object, "reason",
				    json_text(result->suppressed.items[i].allowed));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *edits(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->edits.n; i++) {
		const struct edit *e = &result->edits.items[i];

		json_array_append_new(array, json_pack("{s:o, s:I, s:o, s:o}",
			"file", json_text(e->path), "offset", (json_int_t)e->offset,
			"old", json_text(e->old_text), "new", json_text(e->new_text)));
	}
	return array;
}

static json_t *left(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->left.n; i++) {
		const struct left *l = &result->left.items[i];

		json_array_append_new(array, json_pack("{s:o, s:i, s:i, s:o, s:o}",
			"file", json_text(l->path), "line", (int)l->line, "column", (int)l->column,
			"function", json_text(l->function), "reason", json_text(l->reason)));
	}
	return array;
}

static json_t *ledger(const struct result *result)
{
	json_t *object = json_object();
	size_t total = 0;

	for (int class = 0; class < CLASS_COUNT; class++) {
		json_object_set_new(object, mention_class_name(class),
				    json_integer((json_int_t)result->ledger[class]));
		total += result->ledger[class];
	}
	json_object_set_new(object, "total", json_integer((json_int_t)total));
	return object;
}

static json_t *files(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->files.n; i++)
		json_array_append_new(array, json_pack("{s:o, s:s}",
			"file", json_text(result->files.items[i].path),
			"read", reading_name(result->files.items[i].reading)));
	return array;
}

static json_t *unanalysed(const struct unanalysed *items, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++) {
		const struct unanalysed *u = &items[i];

		json_array_append_new(array, json_pack("{s:o, s:i, s:o}",
			"file", json_text(u->path), "line", (int)u->line,
			"reason", json_text(u->reason)));
	}
	return array;
}

static void print_result(const struct report *report, FILE *out)
{
	const struct result *result = report->result;
	const struct heading *heading = &report->heading;
	enum subject subject = report->subject;
	json_t *document = json_pack("{s:i, s:{s:s, s:s}, s:{s:o, s:o}}",
		"schema", GUPTIDY_SCHEMA, "tool", "name", "guptidy", "version", GUPTIDY_VERSION,
		"tree", "root", json_text(heading->root), "version", json_text(heading->version));

	if (heading->place)
		json_object_set_new(document, "place", json_text(heading->place));
	if (heading->base)
		json_object_set_new(document, "base", json_text(heading->base));
	if (subject == SUBJECT_MENTIONS) {
		json_object_set_new(document, "mentions", mentions(result));
		json_object_set_new(document, "macro_calls", macro_calls(result));
	}
	if (subject == SUBJECT_FINDINGS) {
		json_object_set_new(document, "findings", findings(result));
		json_object_set_new(document, "suppressed", suppressed(result));
		json_object_set_new(document, "files", files(result));
	}
	if (subject == SUBJECT_EDITS) {
		json_object_set_new(document, "edits", edits(result));
		json_object_set_new(document, "left", left(result));
	}
	json_object_set_new(document, "ledger", ledger(result));
	json_object_set_new(document, "calls_by_macro",
			    json_integer((json_int_t)result->by_macro.n));
	json_object_set_new(document, "unanalysed", unanalysed(result->unanalysed.items,
							       result->unanalysed.n));
	if (heading->base)
		json_object_set_new(document, "unanalysed_before",
				    unanalysed(result->unanalysed_before.items,
					       result->unanalysed_before.n));
	json_dumpf(document, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputc('\n', out);
	json_decref(document);
}

void format_json(const struct report *report, FILE *out)
{
	if (report->subject == SUBJECT_FAMILY)
		json_api(report, out);
	else if (report->subject == SUBJECT_DIFFERENCES)
		json_reconcile(report, out);
	else
		print_result(report, out);
}
