// SPDX-License-Identifier: GPL-2.0-only
#include "work/wire.h"

#include "base/buf.h"
#include "base/mem.h"
#include "rules/rule.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/*
 * Kernel files are not always UTF-8, JSON always is: bytes travel as Latin-1 read as characters, one
 * for one, and come back the same.
 */
static json_t *pack_bytes(const char *text)
{
	struct buf utf8 = {0};
	json_t *string;

	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		char two[2] = { (char)(0xc0 | *c >> 6), (char)(0x80 | (*c & 0x3f)) };

		if (*c < 0x80)
			buf_add(&utf8, c, 1);
		else
			buf_add(&utf8, two, 2);
	}
	string = json_stringn(utf8.data ? utf8.data : "", utf8.length);
	buf_free(&utf8);
	return string;
}

/* The reverse; the caller frees it. */
static char *unpack_bytes(const json_t *array, size_t i)
{
	const char *utf8 = json_string_value(json_array_get(array, i));
	struct buf text = {0};

	for (const unsigned char *c = (const unsigned char *)(utf8 ? utf8 : ""); *c; c++) {
		char byte = (char)*c;

		if (*c >= 0xc0 && c[1]) {
			byte = (char)((*c & 0x03) << 6 | (c[1] & 0x3f));
			c++;
		}
		buf_add(&text, &byte, 1);
	}
	return buf_take(&text);
}

static uint32_t unpack_number(const json_t *array, size_t i)
{
	return (uint32_t)json_integer_value(json_array_get(array, i));
}

static json_t *pack_mentions(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->mentions.n; i++) {
		const struct classified *classified = &result->mentions.items[i];

		json_array_append_new(array, json_pack("[i, o]", (int)classified->class,
						       pack_bytes(classified->function)));
	}
	return array;
}

static json_t *pack_by_macro(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->by_macro.n; i++) {
		const struct by_macro *by_macro = &result->by_macro.items[i];

		json_array_append_new(array, json_pack("[o, i, i, o, s, o]",
			pack_bytes(by_macro->path), (int)by_macro->line, (int)by_macro->column,
			pack_bytes(by_macro->macro), by_macro->callee->name,
			pack_bytes(by_macro->function)));
	}
	return array;
}

static json_t *pack_findings(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->findings.n; i++) {
		const struct finding *f = &result->findings.items[i];

		json_array_append_new(array, json_pack("[s, i, o, i, i, i, i, o, o, o, o, o]",
			f->rule, (int)f->confidence, pack_bytes(f->path), (int)f->line,
			(int)f->column, (int)f->end_line, (int)f->end_column, pack_bytes(f->text),
			pack_bytes(f->function), pack_bytes(f->callee), pack_bytes(f->message),
			f->fix ? pack_bytes(f->fix) : json_null()));
	}
	return array;
}

static json_t *pack_edits(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->edits.n; i++) {
		const struct edit *edit = &result->edits.items[i];

		json_array_append_new(array, json_pack("[o, I, o, o]", pack_bytes(edit->path),
			(json_int_t)edit->offset, pack_bytes(edit->old_text),
			pack_bytes(edit->new_text)));
	}
	return array;
}

static json_t *pack_left(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->left.n; i++) {
		const struct left *left = &result->left.items[i];

		json_array_append_new(array, json_pack("[o, i, i, o, o]", pack_bytes(left->path),
			(int)left->line, (int)left->column, pack_bytes(left->function),
			pack_bytes(left->reason)));
	}
	return array;
}

static json_t *pack_unanalysed(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->unanalysed.n; i++) {
		const struct unanalysed *u = &result->unanalysed.items[i];

		json_array_append_new(array, json_pack("[o, i, o]", pack_bytes(u->path),
						       (int)u->line, pack_bytes(u->reason)));
	}
	return array;
}

static json_t *pack_files(const struct wire_files *files)
{
	json_t *array = json_array();

	for (size_t i = 0; i < files->n; i++)
		json_array_append_new(array, pack_bytes(files->items[i]));
	return array;
}

void wire_write(const struct result *result, const struct wire_files *files, struct buf *out)
{
	json_t *document = json_pack("{s: o, s: o, s: o, s: o, s: o, s: o, s: o, s: i}",
		"mentions", pack_mentions(result), "by_macro", pack_by_macro(result), "findings", pack_findings(result),
		"edits", pack_edits(result), "left", pack_left(result),
		"unanalysed", pack_unanalysed(result), "files", pack_files(files),
		"reading", result->files.n ? (int)result->files.items[0].reading : 0);
	char *text = json_dumps(document, JSON_COMPACT);

	buf_puts(out, text ? text : "");
	free(text);
	json_decref(document);
}

/* One value of a row: i a number of 32 bits, s a text, n a text or null. */
static bool is_value(const json_t *value, char kind)
{
	if (kind == 'i')
		return json_is_integer(value) && json_integer_value(value) >= 0 &&
		       json_integer_value(value) <= UINT32_MAX;
	return json_is_string(value) || (kind == 'n' && json_is_null(value));
}

/* True if it is an array of arrays (NULL: of texts), each of such values. */
static bool are_rows(const json_t *array, const char *kinds)
{
	const json_t *row;
	size_t i;

	if (!json_is_array(array))
		return false;
	json_array_foreach((json_t *)array, i, row) {
		if (!kinds && !json_is_string(row))
			return false;
		if (kinds && json_array_size(row) != strlen(kinds))
			return false;
		for (size_t v = 0; kinds && kinds[v]; v++)
			if (!is_value(json_array_get(row, v), kinds[v]))
				return false;
	}
	return true;
}

/* Whoever wrote it, nothing else is unpacked. */
static bool has_form(const json_t *document, const struct scanned_file *file)
{
	static const struct { const char *name, *kinds; } rows[] = {
		{ "mentions", "is" }, { "by_macro", "siisss" }, { "findings", "sisiiiissssn" }, { "edits", "siss" },
		{ "left", "siiss" }, { "unanalysed", "sis" }, { "files", NULL },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (!are_rows(json_object_get(document, rows[i].name), rows[i].kinds))
			return false;
	return json_is_integer(json_object_get(document, "reading")) &&
	       json_array_size(json_object_get(document, "mentions")) == file->n_mentions;
}

static void unpack_mention(const json_t *packed, const struct scanned_file *file, size_t i,
			   struct result *result)
{
	struct classified classified = {
		.mention = &file->mentions[i], .path = file->path,
		.class = (enum mention_class)unpack_number(packed, 0),
		.function = unpack_bytes(packed, 1),
	};

	if (classified.class >= CLASS_COUNT)
		classified.class = CLASS_OTHER_LANGUAGE;
	VEC_PUSH(&result->mentions, classified);
	result->ledger[classified.class]++;
}

static void unpack_by_macro(const json_t *packed, struct result *result)
{
	const char *callee = json_string_value(json_array_get(packed, 4));
	struct by_macro by_macro = { .callee = gup_function_find(callee, strlen(callee)) };

	if (!by_macro.callee)
		return;
	by_macro.path = unpack_bytes(packed, 0);
	by_macro.line = unpack_number(packed, 1);
	by_macro.column = unpack_number(packed, 2);
	by_macro.macro = unpack_bytes(packed, 3);
	by_macro.function = unpack_bytes(packed, 5);
	VEC_PUSH(&result->by_macro, by_macro);
}

static void unpack_finding(const json_t *packed, struct result *result)
{
	const char *name = json_string_value(json_array_get(packed, 0));
	const struct rule *rule = name ? rule_find(name) : NULL;
	struct finding finding = {0};

	if (!rule || unpack_number(packed, 1) > CONFIDENCE_HIGH)
		return;
	finding.rule = rule->name;
	finding.severity = rule->severity;
	finding.confidence = (enum confidence)unpack_number(packed, 1);
	finding.path = unpack_bytes(packed, 2);
	finding.line = unpack_number(packed, 3);
	finding.column = unpack_number(packed, 4);
	finding.end_line = unpack_number(packed, 5);
	finding.end_column = unpack_number(packed, 6);
	finding.text = unpack_bytes(packed, 7);
	finding.function = unpack_bytes(packed, 8);
	finding.callee = unpack_bytes(packed, 9);
	finding.message = unpack_bytes(packed, 10);
	if (!json_is_null(json_array_get(packed, 11)))
		finding.fix = unpack_bytes(packed, 11);
	VEC_PUSH(&result->findings, finding);
}

static void unpack_edit(const json_t *packed, struct result *result)
{
	char *path = unpack_bytes(packed, 0);
	char *old_text = unpack_bytes(packed, 2), *new_text = unpack_bytes(packed, 3);

	edit_list_add(&result->edits, path, unpack_number(packed, 1), old_text, new_text);
	free(path);
	free(old_text);
	free(new_text);
}

static void unpack_left(const json_t *packed, struct result *result)
{
	struct left left = {
		.path = unpack_bytes(packed, 0), .line = unpack_number(packed, 1),
		.column = unpack_number(packed, 2), .function = unpack_bytes(packed, 3),
		.reason = unpack_bytes(packed, 4),
	};

	VEC_PUSH(&result->left, left);
}

static void unpack_unanalysed(const json_t *packed, struct result *result)
{
	struct unanalysed unanalysed = {
		.path = unpack_bytes(packed, 0), .line = unpack_number(packed, 1),
		.reason = unpack_bytes(packed, 2),
	};

	VEC_PUSH(&result->unanalysed, unanalysed);
}

static enum reading unpack_reading(const json_t *document)
{
	json_int_t reading = json_integer_value(json_object_get(document, "reading"));

	return reading >= READ_AS_TEXT && reading <= READ_EXACTLY ? (enum reading)reading :
								     READ_AS_TEXT;
}

static void unpack_files(const json_t *array, struct wire_files *files)
{
	for (size_t i = 0; i < json_array_size(array); i++) {
		char *path = unpack_bytes(array, i);

		VEC_PUSH(files, path);
	}
}

int wire_read(const char *text, size_t length, const struct scanned_file *file,
	      struct result *result, struct wire_files *files)
{
	json_t *document = json_loadb(text, length, 0, NULL), *packed;
	const json_t *mentions = json_object_get(document, "mentions");
	size_t i;

	if (!has_form(document, file)) {
		json_decref(document);
		return -1;
	}
	json_array_foreach(mentions, i, packed)
		unpack_mention(packed, file, i, result);
	json_array_foreach(json_object_get(document, "by_macro"), i, packed)
		unpack_by_macro(packed, result);
	json_array_foreach(json_object_get(document, "findings"), i, packed)
		unpack_finding(packed, result);
	json_array_foreach(json_object_get(document, "edits"), i, packed)
		unpack_edit(packed, result);
	json_array_foreach(json_object_get(document, "left"), i, packed)
		unpack_left(packed, result);
	json_array_foreach(json_object_get(document, "unanalysed"), i, packed)
		unpack_unanalysed(packed, result);
	result_add_file(result, file->path, unpack_reading(document));
	if (files)
		unpack_files(json_object_get(document, "files"), files);
	json_decref(document);
	return 0;
}

void wire_files_free(struct wire_files *files)
{
	for (size_t i = 0; i < files->n; i++)
		free(files->items[i]);
	free(files->items);
	*files = (struct wire_files){0};
}
