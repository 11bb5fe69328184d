// SPDX-License-Identifier: GPL-2.0-only
#include "result/form.h"

#include "api/api.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Behind the key of a text that is no UTF-8: its bytes, each as the character of that number. */
#define BYTES "_bytes"

enum kind {
	TEXT,				/* char *, never NULL */
	TEXT_OR_NULL,
	RULE,				/* const char *, one of the program's own */
	FUNCTION,			/* const struct gup_function *, by its name */
	NUMBER,				/* uint32_t */
	OFFSET,				/* size_t */
	NOTES,				/* struct note_list */
	SEVERITY, CONFIDENCE, READING,	/* enums, by name */
};

/* One member of a struct; no key ends a list. */
struct field {
	const char *key;
	enum kind kind;
	size_t at;			/* offset in the struct */
	bool is_inner;			/* reports do not show it */
};

static const struct field note_fields[] = {
	{ "file", TEXT, offsetof(struct note, path), false },
	{ "line", NUMBER, offsetof(struct note, line), false },
	{ "column", NUMBER, offsetof(struct note, column), false },
	{ "end_line", NUMBER, offsetof(struct note, end_line), true },
	{ "end_column", NUMBER, offsetof(struct note, end_column), true },
	{ "message", TEXT, offsetof(struct note, message), false },
	{ 0 },
};

static const struct field finding_fields[] = {
	{ "rule", RULE, offsetof(struct finding, rule), false },
	{ "severity", SEVERITY, offsetof(struct finding, severity), false },
	{ "confidence", CONFIDENCE, offsetof(struct finding, confidence), false },
	{ "file", TEXT, offsetof(struct finding, path), false },
	{ "line", NUMBER, offsetof(struct finding, line), false },
	{ "column", NUMBER, offsetof(struct finding, column), false },
	{ "end_line", NUMBER, offsetof(struct finding, end_line), true },
	{ "end_column", NUMBER, offsetof(struct finding, end_column), true },
	{ "text", TEXT, offsetof(struct finding, text), true },
	{ "function", TEXT, offsetof(struct finding, function), false },
	{ "callee", TEXT, offsetof(struct finding, callee), false },
	{ "message", TEXT, offsetof(struct finding, message), false },
	{ "fix", TEXT_OR_NULL, offsetof(struct finding, fix), false },
	{ "notes", NOTES, offsetof(struct finding, notes), false },
	{ 0 },
};

static const struct field edit_fields[] = {
	{ "file", TEXT, offsetof(struct edit, path), false },
	{ "offset", OFFSET, offsetof(struct edit, offset), false },
	{ "old", TEXT, offsetof(struct edit, old_text), false },
	{ "new", TEXT, offsetof(struct edit, new_text), false },
	{ 0 },
};

static const struct field left_fields[] = {
	{ "file", TEXT, offsetof(struct left, path), false },
	{ "line", NUMBER, offsetof(struct left, line), false },
	{ "column", NUMBER, offsetof(struct left, column), false },
	{ "function", TEXT, offsetof(struct left, function), false },
	{ "reason", TEXT, offsetof(struct left, reason), false },
	{ 0 },
};

static const struct field unanalysed_fields[] = {
	{ "file", TEXT, offsetof(struct unanalysed, path), false },
	{ "line", NUMBER, offsetof(struct unanalysed, line), false },
	{ "reason", TEXT, offsetof(struct unanalysed, reason), false },
	{ 0 },
};

static const struct field file_fields[] = {
	{ "file", TEXT, offsetof(struct read_file, path), false },
	{ "read", READING, offsetof(struct read_file, reading), false },
	{ 0 },
};

static const struct field by_macro_fields[] = {
	{ "file", TEXT, offsetof(struct by_macro, path), false },
	{ "line", NUMBER, offsetof(struct by_macro, line), false },
	{ "column", NUMBER, offsetof(struct by_macro, column), false },
	{ "name", TEXT, offsetof(struct by_macro, macro), false },
	{ "callee", FUNCTION, offsetof(struct by_macro, callee), false },
	{ "function", TEXT, offsetof(struct by_macro, function), false },
	{ 0 },
};

/* Of struct made_from an item is a path. */
static const struct field made_from_fields[] = {
	{ "file", TEXT, 0, false },
	{ 0 },
};

/* The word for a value of that kind, NULL behind the last one. */
static const char *word_of(enum kind kind, unsigned value)
{
	if (kind == SEVERITY)
		return value <= SEVERITY_ERROR ? severity_name(value) : NULL;
	if (kind == CONFIDENCE)
		return value <= CONFIDENCE_HIGH ? confidence_name(value) : NULL;
	return value <= READ_EXACTLY ? reading_name(value) : NULL;
}

/* --- writing --- */

static void put_bytes(json_t *object, const char *key, const char *text)
{
	char *name = mem_printf("%s" BYTES, key);
	struct buf utf8 = {0};

	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		char two[2] = { (char)(0xc0 | *c >> 6), (char)(0x80 | (*c & 0x3f)) };

		if (*c < 0x80)
			buf_add(&utf8, c, 1);
		else
			buf_add(&utf8, two, 2);
	}
	json_object_set_new(object, name, json_stringn(utf8.data, utf8.length));
	buf_free(&utf8);
	free(name);
}

static void put_text(json_t *object, const char *key, const char *text, bool is_whole)
{
	json_object_set_new(object, key, text ? json_text(text) : json_null());
	if (is_whole && text && !utf8_is_valid(text))
		put_bytes(object, key, text);
}

static json_t *list_of(const struct field *fields, const void *items, size_t n, size_t size,
		       bool is_whole);

#define LIST(fields, list, is_whole)							\
	list_of(fields, (list).items, (list).n, sizeof(*(list).items), is_whole)

static void put_field(json_t *object, const struct field *field, const void *item, bool is_whole)
{
	const char *at = (const char *)item + field->at;
	json_t *value;

	switch (field->kind) {
	case TEXT:
	case TEXT_OR_NULL:
		put_text(object, field->key, *(char *const *)at, is_whole);
		return;
	case RULE:
		value = json_string(*(const char *const *)at);
		break;
	case FUNCTION:
		value = json_string((*(const struct gup_function *const *)at)->name);
		break;
	case NUMBER:
		value = json_integer(*(const uint32_t *)at);
		break;
	case OFFSET:
		value = json_integer((json_int_t)*(const size_t *)at);
		break;
	case NOTES:
		value = LIST(note_fields, *(const struct note_list *)at, is_whole);
		break;
	default:
		value = json_string(word_of(field->kind, *(const unsigned *)at));
	}
	json_object_set_new(object, field->key, value);
}

/* n items of that size as objects. */
static json_t *list_of(const struct field *fields, const void *items, size_t n, size_t size,
		       bool is_whole)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *object = json_object();

		for (const struct field *field = fields; field->key; field++)
			if (is_whole || !field->is_inner)
				put_field(object, field, (const char *)items + i * size, is_whole);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *mentions_of(const struct result *result, bool is_whole)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->mentions.n; i++) {
		const struct classified *c = &result->mentions.items[i];
		json_t *object = json_object();

		put_text(object, "file", c->path, is_whole);
		json_object_set_new(object, "line", json_integer(c->mention->line));
		json_object_set_new(object, "column", json_integer(c->mention->column));
		json_object_set_new(object, "name", json_string(c->mention->symbol->name));
		json_object_set_new(object, "class", json_string(mention_class_name(c->class)));
		put_text(object, "function", c->function, is_whole);
		json_array_append_new(array, object);
	}
	return array;
}

json_t *form_mentions(const struct result *result)
{
	return mentions_of(result, false);
}

json_t *form_macro_calls(const struct result *result)
{
	return LIST(by_macro_fields, result->by_macro, false);
}

json_t *form_findings(const struct finding_list *findings)
{
	json_t *array = LIST(finding_fields, *findings, false);

	for (size_t i = 0; i < findings->n; i++)
		if (findings->items[i].allowed)
			put_text(json_array_get(array, i), "reason", findings->items[i].allowed, false);
	return array;
}

json_t *form_edits(const struct edit_list *edits)
{
	return LIST(edit_fields, *edits, false);
}

json_t *form_left(const struct result *result)
{
	return LIST(left_fields, result->left, false);
}

json_t *form_unanalysed(const struct unanalysed *items, size_t n)
{
	return list_of(unanalysed_fields, items, n, sizeof(*items), false);
}

json_t *form_files(const struct result *result)
{
	return LIST(file_fields, result->files, false);
}

json_t *form_ledger(const struct result *result)
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

void form_write(const struct result *result, const struct made_from *files, struct buf *out)
{
	json_t *document = json_pack("{s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
		"schema", FORM_SCHEMA, "mentions", mentions_of(result, true),
		"macro_calls", LIST(by_macro_fields, result->by_macro, true),
		"findings", LIST(finding_fields, result->findings, true),
		"files", LIST(file_fields, result->files, true),
		"edits", LIST(edit_fields, result->edits, true),
		"left", LIST(left_fields, result->left, true),
		"unanalysed", LIST(unanalysed_fields, result->unanalysed, true),
		"made_from", LIST(made_from_fields, *files, true));
	char *text = json_dumps(document, JSON_COMPACT);

	buf_puts(out, text ? text : "");
	free(text);
	json_decref(document);
}

/* --- reading --- */

/* The reverse of put_bytes(), NULL for what it did not write; the caller frees it. */
static char *bytes_of(const char *utf8)
{
	struct buf text = {0};

	for (const unsigned char *c = (const unsigned char *)utf8; *c; c++) {
		char byte = (char)*c;

		if (*c >= 0x80) {
			if (*c > 0xc3) {
				buf_free(&text);
				return NULL;
			}
			/* The string is valid UTF-8, so that there is a second byte. */
			byte = (char)((*c & 0x03) << 6 | (c[1] & 0x3f));
			c++;
		}
		buf_add(&text, &byte, 1);
	}
	return buf_take(&text);
}

/* The text of a key, as it was; NULL when there is none. The caller frees it. */
static char *take_text(const json_t *object, const char *key)
{
	char *name = mem_printf("%s" BYTES, key);
	const char *bytes = json_string_value(json_object_get(object, name));
	const char *text = json_string_value(json_object_get(object, key));

	free(name);
	if (!text)
		return NULL;
	return bytes ? bytes_of(bytes) : mem_strdup(text);
}

static bool take_number(const json_t *value, uint32_t *number)
{
	if (!json_is_integer(value) || json_integer_value(value) < 0 ||
	    json_integer_value(value) > UINT32_MAX)
		return false;
	*number = (uint32_t)json_integer_value(value);
	return true;
}

static bool take_word(const json_t *value, enum kind kind, unsigned *number)
{
	const char *word = json_string_value(value), *name;

	for (*number = 0; word && (name = word_of(kind, *number)); ++*number)
		if (!strcmp(word, name))
			return true;
	*number = 0;
	return false;
}

/* What turns names of rules into the program's own. */
typedef const char *rule_namer(const char *name);

static bool take_rule(const json_t *value, rule_namer *rule_name, const char **rule)
{
	const char *name = json_string_value(value);

	*rule = name ? rule_name(name) : NULL;
	return *rule;
}

static bool take_function(const json_t *value, const struct gup_function **function)
{
	const char *name = json_string_value(value);

	*function = name ? gup_function_find(name, strlen(name)) : NULL;
	return *function;
}

static bool take_notes(const json_t *array, struct note_list *notes);

/* False if the object has no such value for the member; what was allocated is in the item. */
static bool take_field(const json_t *object, const struct field *field, rule_namer *rule_name,
		       void *item)
{
	const json_t *value = json_object_get(object, field->key);
	char *at = (char *)item + field->at;
	uint32_t number;

	switch (field->kind) {
	case TEXT:
	case TEXT_OR_NULL:
		*(char **)at = take_text(object, field->key);
		return *(char **)at || (field->kind == TEXT_OR_NULL && json_is_null(value));
	case RULE:
		return take_rule(value, rule_name, (const char **)at);
	case FUNCTION:
		return take_function(value, (const struct gup_function **)at);
	case NUMBER:
		return take_number(value, (uint32_t *)at);
	case OFFSET:
		if (!take_number(value, &number))
			return false;
		*(size_t *)at = number;
		return true;
	case NOTES:
		return take_notes(value, (struct note_list *)at);
	default:
		return take_word(value, field->kind, (unsigned *)at);
	}
}

/* Each list is read into items of its own struct: the caller frees them, whatever came of it. */
static bool take_item(const json_t *object, const struct field *fields, rule_namer *rule_name,
		      void *item)
{
	bool good = json_is_object(object);

	for (const struct field *field = fields; field->key; field++)
		good &= take_field(object, field, rule_name, item);
	return good;
}

/* Reads an array into a list, up to the first item that is none; whether there was none is good. */
#define TAKE_ARRAY(array, fields, rule_name, list, type)				\
	do {										\
		size_t n = json_array_size(array);					\
											\
		good &= json_is_array(array);						\
		for (size_t i = 0; good && i < n; i++) {				\
			type item = {0};						\
											\
			good = take_item(json_array_get(array, i), fields, rule_name, &item); \
			VEC_PUSH(list, item);						\
		}									\
	} while (0)

/* The same of the array of that key. */
#define TAKE_LIST(document, key, fields, rule_name, list, type)				\
	TAKE_ARRAY(json_object_get(document, key), fields, rule_name, list, type)

static bool take_notes(const json_t *array, struct note_list *notes)
{
	bool good = true;

	TAKE_ARRAY(array, note_fields, NULL, notes, struct note);
	return good;
}

static bool take_class(const json_t *value, enum mention_class *class)
{
	const char *word = json_string_value(value);

	for (int c = 0; word && c < CLASS_COUNT; c++) {
		*class = (enum mention_class)c;
		if (!strcmp(word, mention_class_name(*class)))
			return true;
	}
	return false;
}

/* It must be the one that the scan found at that place of the file. */
static bool take_mention(const json_t *object, const struct mention *mention, const char *path,
			 struct classified *classified)
{
	const char *name = json_string_value(json_object_get(object, "name"));
	uint32_t line, column;

	*classified = (struct classified){
		.mention = mention, .path = path, .function = take_text(object, "function"),
	};
	return classified->function && name && !strcmp(name, mention->symbol->name) &&
	       take_number(json_object_get(object, "line"), &line) && line == mention->line &&
	       take_number(json_object_get(object, "column"), &column) &&
	       column == mention->column &&
	       take_class(json_object_get(object, "class"), &classified->class);
}

static bool take_mentions(const json_t *array, const struct scanned_file *file,
			  struct result *result)
{
	bool good = json_is_array(array) && json_array_size(array) == file->n_mentions;

	for (size_t i = 0; good && i < file->n_mentions; i++) {
		struct classified classified;

		good = take_mention(json_array_get(array, i), &file->mentions[i], file->path,
				    &classified);
		VEC_PUSH(&result->mentions, classified);
		if (good)
			result->ledger[classified.class]++;
	}
	return good;
}

static bool take_document(const json_t *document, const struct scanned_file *file,
			  rule_namer *rule_name, struct result *result, struct made_from *files)
{
	bool good = json_integer_value(json_object_get(document, "schema")) == FORM_SCHEMA &&
		    take_mentions(json_object_get(document, "mentions"), file, result);

	TAKE_LIST(document, "macro_calls", by_macro_fields, NULL, &result->by_macro, struct by_macro);
	TAKE_LIST(document, "findings", finding_fields, rule_name, &result->findings,
		  struct finding);
	TAKE_LIST(document, "files", file_fields, NULL, &result->files, struct read_file);
	TAKE_LIST(document, "edits", edit_fields, NULL, &result->edits, struct edit);
	TAKE_LIST(document, "left", left_fields, NULL, &result->left, struct left);
	TAKE_LIST(document, "unanalysed", unanalysed_fields, NULL, &result->unanalysed,
		  struct unanalysed);
	TAKE_LIST(document, "made_from", made_from_fields, NULL, files, char *);
	return good && (!result->files.n || (result->files.n == 1 &&
					     !strcmp(result->files.items[0].path, file->path)));
}

int form_read(const char *text, size_t length, const struct scanned_file *file,
	      rule_namer *rule_name, struct result *result, struct made_from *files)
{
	json_t *document = json_loadb(text, length, 0, NULL);
	struct made_from from = {0};
	struct result read = {0};
	bool good = take_document(document, file, rule_name, &read, &from);

	json_decref(document);
	if (good)
		result_take(result, &read);
	for (size_t i = 0; good && i < from.n; i++)
		VEC_PUSH(files, from.items[i]);
	if (good)
		from.n = 0;
	result_free(&read);
	made_from_free(&from);
	return good ? 0 : -1;
}

void made_from_free(struct made_from *files)
{
	for (size_t i = 0; i < files->n; i++)
		free(files->items[i]);
	free(files->items);
	*files = (struct made_from){0};
}
