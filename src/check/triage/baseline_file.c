// SPDX-License-Identifier: GPL-2.0-only
/* Entries, and their way from and to the file. */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "check/triage/baseline.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SCHEMA 1

/* What the file will hold: bytes that are no UTF-8 are lost in both, so that they stay equal. */
static char *utf8_of(const char *text)
{
	json_t *string = json_text(text);
	char *copy = mem_strdup(json_string_value(string));

	json_decref(string);
	return copy;
}

static int entry_order(const void *a, const void *b)
{
	const struct baseline_entry *left = a, *right = b;
	int order = strcmp(left->file, right->file);

	if (!order)
		order = strcmp(left->function, right->function);
	if (!order)
		order = strcmp(left->rule, right->rule);
	if (!order)
		order = strcmp(left->callee, right->callee);
	return order ? order : strcmp(left->text, right->text);
}

static void sort(struct baseline *baseline)
{
	if (baseline->n)
		qsort(baseline->items, baseline->n, sizeof(*baseline->items), entry_order);
}

static struct baseline_entry entry_of(const struct finding *finding, const char *since)
{
	return (struct baseline_entry){
		.file = utf8_of(finding->path), .rule = mem_strdup(finding->rule),
		.function = utf8_of(finding->function), .callee = utf8_of(finding->callee),
		.text = utf8_of(finding->text), .since = mem_strdup(since),
	};
}

struct baseline_entry *baseline_find(const struct baseline *baseline,
				     const struct finding *finding)
{
	struct baseline_entry key = entry_of(finding, ""), *found = NULL;

	if (baseline->n)
		found = bsearch(&key, baseline->items, baseline->n, sizeof(key), entry_order);
	baseline_entry_free(&key);
	return found;
}

void baseline_add(struct baseline *baseline, const struct finding_list *findings, const char *since)
{
	struct baseline added = {0};

	for (size_t i = 0; i < findings->n; i++)
		if (!baseline_find(baseline, &findings->items[i]))
			VEC_PUSH(&added, entry_of(&findings->items[i], since));
	sort(&added);
	for (size_t i = 0; i < added.n; i++) {
		if (i + 1 < added.n && !entry_order(&added.items[i], &added.items[i + 1]))
			baseline_entry_free(&added.items[i]);
		else
			VEC_PUSH(baseline, added.items[i]);
	}
	free(added.items);
	sort(baseline);
}

void baseline_entry_free(struct baseline_entry *entry)
{
	free(entry->file);
	free(entry->rule);
	free(entry->function);
	free(entry->callee);
	free(entry->text);
	free(entry->since);
}

void baseline_free(struct baseline *baseline)
{
	for (size_t i = 0; i < baseline->n; i++)
		baseline_entry_free(&baseline->items[i]);
	free(baseline->items);
	*baseline = (struct baseline){0};
}

static bool is_day(const char *text)
{
	struct tm tm = {0};
	const char *end = strptime(text, "%Y-%m-%d", &tm);

	return strlen(text) == strlen("2026-11-22") && end && !*end;
}

static int refuse_entry(const char *path, size_t number, const char *why, struct err *err)
{
	return err_set(err, "%s: entry %zu: %s; mend it by hand, or take back what was changed", path,
		       number, why);
}

static int parse_entry(const char *path, size_t number, json_t *packed, struct baseline *baseline,
		       struct err *err)
{
	const char *file, *rule, *function, *callee, *text, *since;
	json_error_t error;
	json_int_t count;

	if (json_unpack_ex(packed, &error, JSON_STRICT, "{s:s, s:s, s:s, s:s, s:s, s:I, s:s}",
			   "file", &file, "rule", &rule, "function", &function, "callee", &callee,
			   "text", &text, "count", &count, "since", &since))
		return refuse_entry(path, number, error.text, err);
	if (!rule_find(rule))
		return refuse_entry(path, number, "its rule is none of this guptidy's", err);
	if (count < 1)
		return refuse_entry(path, number, "its count is less than 1", err);
	if (!is_day(since))
		return refuse_entry(path, number, "its `since` is no day as 2026-11-22", err);
	VEC_PUSH(baseline, ((struct baseline_entry){
		.file = mem_strdup(file), .rule = mem_strdup(rule),
		.function = mem_strdup(function), .callee = mem_strdup(callee),
		.text = mem_strdup(text), .since = mem_strdup(since), .count = (size_t)count,
	}));
	return 0;
}

static int parse_entries(const char *path, json_t *entries, struct baseline *baseline,
			 struct err *err)
{
	json_t *packed;
	size_t i;

	if (!json_is_array(entries))
		return err_set(err, "%s: its \"entries\" are no list; mend it by hand", path);
	json_array_foreach(entries, i, packed)
		if (parse_entry(path, i + 1, packed, baseline, err))
			return -1;
	sort(baseline);
	for (i = 1; i < baseline->n; i++)
		if (!entry_order(&baseline->items[i - 1], &baseline->items[i]))
			return err_set(err, "%s: two entries for %s of `%s` in %s; make them one",
				       path, baseline->items[i].rule, baseline->items[i].text,
				       baseline->items[i].file);
	return 0;
}

int baseline_parse(const char *path, const char *text, size_t length, struct baseline *baseline,
		   struct err *err)
{
	json_error_t error;
	json_t *document = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
	json_t *entries = NULL;
	const char *tool;
	int schema = 0, status;

	if (!document)
		return err_set(err, "%s:%d:%d: %s; mend it by hand, or take back what was changed",
			       path, error.line, error.column, error.text);
	if (json_unpack_ex(document, &error, JSON_STRICT, "{s:i, s:s, s:o}", "schema", &schema,
			   "tool", &tool, "entries", &entries))
		status = err_set(err, "%s: is no baseline, %s; name a file of --write-baseline",
				 path, error.text);
	else if (schema != SCHEMA)
		status = err_set(err, "%s: has the schema %d, and this guptidy knows %d; use the "
				 "guptidy that wrote it", path, schema, SCHEMA);
	else
		status = parse_entries(path, entries, baseline, err);
	json_decref(document);
	return status;
}

static void print_entry(const struct baseline_entry *entry, struct buf *out)
{
	json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:s}",
		"file", entry->file, "rule", entry->rule, "function", entry->function,
		"callee", entry->callee, "text", entry->text, "count", (json_int_t)entry->count,
		"since", entry->since);
	char *line = json_dumps(object, JSON_ENSURE_ASCII);

	buf_puts(out, line);
	free(line);
	json_decref(object);
}

void baseline_print(const struct baseline *baseline, struct buf *out)
{
	buf_printf(out, "{\n \"schema\": %d,\n \"tool\": \"guptidy\",\n \"entries\": [", SCHEMA);
	for (size_t i = 0; i < baseline->n; i++) {
		buf_puts(out, i ? ",\n  " : "\n  ");
		print_entry(&baseline->items[i], out);
	}
	buf_puts(out, "\n ]\n}\n");
}
