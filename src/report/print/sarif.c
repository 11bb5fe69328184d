// SPDX-License-Identifier: GPL-2.0-only
/*
 * SARIF 2.1.0, as the OASIS standard has it: one run, all rules with their texts, a result for each
 * finding, and a notification for all that was not analysed. Paths are relative to the tree's root,
 * which is the base SRCROOT; columns count UTF-16 units, as the sources' editors do.
 */
#include "report/print/sarif.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "check/rules/rule.h"
#include "outcome/result/fingerprint.h"
#include "report/format/format.h"
#include "report/format/report.h"
#include "report/format/uri.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"	\
	       "sarif-schema-2.1.0.json"
#define FINGERPRINT "guptidyCall/v1"	/* a new way to make them is a new number */

/* Results refer to the table's rules by index. */
static size_t rule_index(const char *name)
{
	size_t i = 0;

	while (rules[i] && strcmp(rules[i]->name, name))
		i++;
	return i;
}

static const char *level_name(enum severity severity)
{
	return severity == SEVERITY_ADVICE ? "note" : severity_name(severity);
}

static json_t *uri_of(const char *scheme, const char *path, const char *end)
{
	struct buf uri = {0};
	json_t *string;

	buf_puts(&uri, scheme);
	uri_add_path(&uri, path);
	buf_puts(&uri, end);
	string = json_string(uri.data);
	buf_free(&uri);
	return string;
}

/* Files outside the tree (with --kernel) have absolute paths. */
static json_t *artifact(const char *path)
{
	if (*path == '/')
		return json_pack("{s:o}", "uri", uri_of("file://", path, ""));
	return json_pack("{s:o, s:s}", "uri", uri_of("", path, ""), "uriBaseId", "SRCROOT");
}

static json_t *message(const char *text)
{
	char *escaped = sarif_message(text);
	json_t *object = json_pack("{s:o}", "text", json_text(escaped));

	free(escaped);
	return object;
}

/* Servers show the message alone: it tells the patch. */
static json_t *message_of(const struct result *result, size_t patch, const char *text)
{
	char *whole = judged_message(result, patch, text);
	json_t *object = message(whole);

	free(whole);
	return object;
}

/* A place without an excerpt has no other columns than those in bytes. */
static json_t *region(struct span span, const struct excerpt *excerpt)
{
	return json_pack("{s:i, s:i, s:i, s:i}", "startLine", (int)span.line, "startColumn",
			 (int)(excerpt->line ? excerpt->column : span.column),
			 "endLine", (int)span.end_line, "endColumn",
			 (int)(excerpt->line ? excerpt->end_column : span.end_column));
}

/* What stands there, for readers that have no sources; not what JSON cannot hold. */
static json_t *region_with_snippet(struct span span, const struct excerpt *excerpt)
{
	const char *bytes = excerpt->bytes;
	json_t *object = region(span, excerpt);

	if (bytes && utf8_is_valid(bytes))
		json_object_set_new(object, "snippet", json_pack("{s:s}", "text", bytes));
	return object;
}

static json_t *location_in(const char *path, struct span span, const struct excerpt *excerpt)
{
	return json_pack("{s:{s:o, s:o}}", "physicalLocation", "artifactLocation", artifact(path),
			 "region", region_with_snippet(span, excerpt));
}

static json_t *location(const struct finding *finding)
{
	json_t *object = location_in(finding->path, finding_span(finding), &finding->excerpt);

	if (*finding->function)
		json_object_set_new(object, "logicalLocations",
				    json_pack("[{s:o, s:s}]", "name", json_text(finding->function),
					      "kind", "function"));
	return object;
}

/* No fix rather than one that loses a byte: JSON can hold none that is not UTF-8. */
static json_t *fixes(const struct finding *finding)
{
	if (!finding->fix || finding->allowed || !finding->excerpt.line || !utf8_is_valid(finding->fix))
		return NULL;
	return json_pack("[{s:{s:s}, s:[{s:o, s:[{s:o, s:{s:s}}]}]}]",
		"description", "text", "Write the call as this kernel declares it.",
		"artifactChanges", "artifactLocation", artifact(finding->path),
		"replacements", "deletedRegion", region(finding_span(finding), &finding->excerpt),
		"insertedContent", "text", finding->fix);
}

static json_t *flow_location(const struct note *note)
{
	json_t *object = location_in(note->path, note_span(note), &note->excerpt);

	json_object_set_new(object, "message", message(note->message));
	return json_pack("{s:o}", "location", object);
}

/* The way that the finding is about: one thread, its notes. */
static json_t *code_flows(const struct finding *finding)
{
	json_t *array;

	if (!finding->notes.n)
		return NULL;
	array = json_array();
	for (size_t i = 0; i < finding->notes.n; i++)
		json_array_append_new(array, flow_location(&finding->notes.items[i]));
	return json_pack("[{s:[{s:o}]}]", "threadFlows", "locations", array);
}

static json_t *suppressions(const struct finding *finding)
{
	return finding->allowed ? json_pack("[{s:s, s:o}]", "kind", "inSource",
					    "justification", json_text(finding->allowed)) : NULL;
}

/* Who reads it has the files as the last patch leaves them. */
static bool is_of_the_past(const struct result *result, const struct finding *finding)
{
	return finding->patch != result->judged.n;
}

static json_t *result(const struct result *found, const struct finding *finding,
		      const struct fingerprint *fingerprint)
{
	json_t *object = json_pack("{s:s, s:i, s:s, s:o, s:[o], s:o*, s:{s:s}, s:o*, s:o*, s:{s:s, s:o*}}",
		"ruleId", finding->rule, "ruleIndex", (int)rule_index(finding->rule),
		"level", level_name(finding->severity), "message", message_of(found, finding->patch, finding->message),
		"locations", location(finding), "codeFlows", code_flows(finding),
		"partialFingerprints", FINGERPRINT, fingerprint->text,
		"fixes", is_of_the_past(found, finding) ? NULL : fixes(finding),
		"suppressions", suppressions(finding),
		"properties", "confidence", confidence_name(finding->confidence),
		"callee", *finding->callee ? json_text(finding->callee) : NULL);

	if (finding->patch)
		json_object_set_new(json_object_get(object, "properties"), "patch",
				    json_integer((json_int_t)finding->patch));
	return object;
}

static json_t *results(const struct result *found)
{
	struct finding_list all = {0};	/* none is owned */
	struct fingerprint *fingerprints;
	json_t *array = json_array();

	for (size_t i = 0; i < found->findings.n; i++)
		VEC_PUSH(&all, found->findings.items[i]);
	for (size_t i = 0; i < found->suppressed.n; i++)
		VEC_PUSH(&all, found->suppressed.items[i]);
	finding_list_sort(&all);
	fingerprints = fingerprints_of(&all);
	for (size_t i = 0; i < all.n; i++)
		json_array_append_new(array, result(found, &all.items[i], &fingerprints[i]));
	free(fingerprints);
	free(all.items);
	return array;
}

/* bool-as-flags is BoolAsFlags: the standard's names are for people and have no hyphens. */
static json_t *pascal_case(const char *name)
{
	struct buf pascal = {0};
	json_t *string;

	for (const char *word = name; *word; word += strcspn(word, "-"), word += *word == '-') {
		char first = (char)toupper((unsigned char)*word);

		buf_add(&pascal, &first, 1);
		buf_add(&pascal, word + 1, strcspn(word, "-") - 1);
	}
	string = json_string(pascal.data);
	buf_free(&pascal);
	return string;
}

/* Of what stands in the rules' page. */
static json_t *help_uri(const char *name)
{
	return json_sprintf("%s#%s", GUPTIDY_RULES_URI, name);
}

static json_t *descriptor(const struct rule *rule)
{
	char *first = sarif_first_paragraph(rule->text);
	char *markdown = sarif_markdown(rule->text);
	char *plain = sarif_message(rule->text);
	json_t *object = json_pack("{s:s, s:o, s:o, s:o, s:o, s:{s:o, s:o}, s:{s:s}, s:{s:[s, s], s:s}}",
		"id", rule->name, "name", pascal_case(rule->name),
		"shortDescription", message(rule->summary),
		"fullDescription", message(first), "helpUri", help_uri(rule->name),
		"help", "text", json_text(plain), "markdown", json_text(markdown),
		"defaultConfiguration", "level", level_name(rule->severity),
		"properties", "tags", "correctness", "get_user_pages",
		"problem.severity", rule->severity == SEVERITY_ADVICE ? "recommendation" :
				    severity_name(rule->severity));

	free(plain);
	free(markdown);
	free(first);
	return object;
}

static json_t *descriptors(void)
{
	json_t *array = json_array();

	for (const struct rule *const *rule = rules; *rule; rule++)
		json_array_append_new(array, descriptor(*rule));
	return array;
}

static json_t *notification(const struct result *result, const struct unanalysed *unanalysed)
{
	json_t *place = json_pack("{s:o}", "artifactLocation", artifact(unanalysed->path));

	if (unanalysed->line)
		json_object_set_new(place, "region",
				    json_pack("{s:i}", "startLine", (int)unanalysed->line));
	return json_pack("{s:{s:s, s:i}, s:s, s:o, s:[{s:o}]}",
		"descriptor", "id", "not-analysed", "index", 0, "level", "error",
		"message", message_of(result, unanalysed->patch, unanalysed->reason),
		"locations", "physicalLocation", place);
}

/* A patch that does not apply has no place. */
static json_t *unjudged(const char *trouble)
{
	return json_pack("{s:{s:s, s:i}, s:s, s:o}", "descriptor", "id", "not-analysed", "index", 0,
			 "level", "error", "message", message(trouble));
}

static json_t *invocation(const struct result *result)
{
	json_t *notifications = json_array();

	for (size_t i = 0; i < result->unanalysed.n; i++)
		json_array_append_new(notifications, notification(result, &result->unanalysed.items[i]));
	for (size_t i = 0; i < result->judged.n; i++)
		if (result->judged.items[i].trouble)
			json_array_append_new(notifications, unjudged(result->judged.items[i].trouble));
	return json_pack("{s:b, s:o}", "executionSuccessful", !json_array_size(notifications),
			 "toolExecutionNotifications", notifications);
}

static json_t *unanalysed_descriptor(void)
{
	static const char full[] =
		"A file or a call names the get_user_pages family, and could not be read, parsed or "
		"understood. It may be right or wrong: nothing was found there, as nobody looked.";
	static const char help[] =
		"The message says what stood in the way. Most often a header or a configuration is "
		"missing: name the kernel with --kernel, or its build with --compile-commands.";

	return json_pack("{s:s, s:s, s:{s:s}, s:{s:s}, s:o, s:{s:s, s:s}, s:{s:s}}",
		"id", "not-analysed", "name", "NotAnalysed",
		"shortDescription", "text", "A file or a call that could not be analysed.",
		"fullDescription", "text", full, "helpUri", help_uri("not-analysed"),
		"help", "text", help, "markdown", help, "defaultConfiguration", "level", "error");
}

static json_t *tool(void)
{
	return json_pack("{s:{s:s, s:s, s:s, s:s, s:o, s:[o]}}", "driver",
		"name", "guptidy", "version", GUPTIDY_VERSION, "semanticVersion",
		GUPTIDY_VERSION ".0", "informationUri", GUPTIDY_INFORMATION_URI,
		"rules", descriptors(), "notifications", unanalysed_descriptor());
}

void format_sarif(const struct report *report, FILE *out)
{
	const struct heading *heading = &report->heading;
	const char *root = heading->place ? heading->place : heading->root;
	json_t *document = json_pack("{s:s, s:s, s:[{s:o, s:[o], s:{s:{s:o}}, s:s, s:o}]}",
		"$schema", SCHEMA, "version", "2.1.0", "runs", "tool", tool(),
		"invocations", invocation(report->result), "originalUriBaseIds", "SRCROOT",
		"uri", uri_of("file://", root, root[strlen(root) - 1] == '/' ? "" : "/"),
		"columnKind", "utf16CodeUnits", "results", results(report->result));

	json_dumpf(document, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputc('\n', out);
	json_decref(document);
}
