// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/diagnostics.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "base/files/path.h"
#include "check/rules/rule.h"
#include "program/lsp/uri.h"
#include "report/format/remarks.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

/* The protocol's numbers. */
static const int severities[] = {
	[SEVERITY_ERROR] = 1, [SEVERITY_WARNING] = 2, [SEVERITY_ADVICE] = 3,
};

/* The range of a place in a text; without a column it is the line, without a line the first one. */
static json_t *range_of(const struct lines *lines, struct span span)
{
	uint32_t line = span.line ? span.line : 1;
	size_t begin = look_offset(lines->text, lines->length, line, span.column ? span.column : 1), end;

	if (span.column && span.end_line)
		end = look_offset(lines->text, lines->length, span.end_line, span.end_column);
	else
		end = look_offset(lines->text, lines->length, line + 1, 1);
	return range_json(lines, begin, end < begin ? begin : end);
}

/* The document that is that file of the tree, by whatever name the editor has for it; or NULL. */
static const char *open_uri(const struct look *look, const char *full)
{
	for (size_t i = 0; i < look->documents->n; i++)
		if (look->documents->items[i]->path && !strcmp(look->documents->items[i]->path, full))
			return look->documents->items[i]->uri;
	return NULL;
}

/* Where a note stands; NULL: its file cannot be read any more. */
static json_t *location_of(const struct look *look, const struct note *note)
{
	char *full = path_join(look->run.tree.root, note->path), *uri;
	const char *name = open_uri(look, full);
	json_t *location = NULL;
	struct buf text = {0};
	struct err err = {0};
	struct lines lines;

	if (!overlay_read(&look->overlay, look->run.tree.root, note->path, &text, &err)) {
		uri = name ? mem_strdup(name) : uri_of(full);
		lines_read(&lines, text.data ? text.data : "", text.length, look->encoding);
		location = json_pack("{s:o, s:o}", "uri", json_text(uri), "range",
				     range_of(&lines, note_span(note)));
		lines_free(&lines);
		free(uri);
	}
	err_clear(&err);
	buf_free(&text);
	free(full);
	return location;
}

static json_t *related(const struct look *look, const struct finding *finding)
{
	json_t *array = json_array();

	for (size_t i = 0; i < finding->notes.n; i++) {
		const struct note *note = &finding->notes.items[i];
		json_t *location = location_of(look, note);

		if (location)
			json_array_append_new(array, json_pack("{s:o, s:o}", "location", location, "message",
							       json_text(note->message)));
	}
	return array;
}

/* What of the call is at fault, or all of it. */
static struct span fault_of(const struct finding *finding)
{
	return finding->argument.line ? finding->argument : finding_span(finding);
}

json_t *diagnostic(const struct look *look, const struct finding *finding)
{
	json_t *json = json_pack("{s:o, s:i, s:s, s:s, s:o}",
		"range", range_of(&look->lines, fault_of(finding)),
		"severity", severities[finding->severity], "code", finding->rule, "source", "guptidy",
		"message", json_text(finding->message));

	if (rule_find(finding->rule))
		json_object_set_new(json, "codeDescription",
				    json_pack("{s:s+}", "href", GUPTIDY_RULES_URI "#", finding->rule));
	if (finding->notes.n)
		json_object_set_new(json, "relatedInformation", related(look, finding));
	if (finding->fix)
		json_object_set_new(json, "data", json_pack("{s:o, s:o}", "fix", json_text(finding->fix), "range",
							    range_of(&look->lines, finding_span(finding))));
	return json;
}

json_t *diagnostics_of(const struct look *look)
{
	json_t *array = json_array();
	struct remarks remarks;

	remarks_of(&look->run.result, &remarks);
	for (size_t i = 0; i < remarks.list.n; i++)
		if (!strcmp(remarks.list.items[i].path, look->path))
			json_array_append_new(array, diagnostic(look, &remarks.list.items[i]));
	remarks_free(&remarks);
	return array;
}

json_t *diagnostics_of_failure(const char *why)
{
	char *message = mem_printf("not analysed: %s", why);
	json_t *array = json_pack("[{s:{s:{s:i, s:i}, s:{s:i, s:i}}, s:i, s:s, s:o}]", "range",
		"start", "line", 0, "character", 0, "end", "line", 0, "character", 0,
		"severity", severities[SEVERITY_WARNING], "source", "guptidy", "message", json_text(message));

	free(message);
	return array;
}

bool diagnostics_have_fix(const json_t *diagnostics, struct position start, struct position end)
{
	for (size_t i = 0; i < json_array_size(diagnostics); i++) {
		const json_t *fix = json_object_get(json_array_get(diagnostics, i), "data");
		struct position first, last;

		if (range_read(json_object_get(fix, "range"), &first, &last) && first.line <= end.line &&
		    last.line >= start.line)
			return true;
	}
	return false;
}
