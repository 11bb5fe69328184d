// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "kernel/api/api.h"
#include "outcome/result/fields.h"
#include "outcome/result/form.h"

#include <stdlib.h>
#include <string.h>

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

static bool take_word(const json_t *value, enum field_kind kind, unsigned *number)
{
	const char *word = json_string_value(value), *name;

	for (*number = 0; word && (name = field_word(kind, *number)); ++*number)
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

static bool take_span(const json_t *object, struct span *span)
{
	if (json_is_null(object))
		return true;
	return take_number(json_object_get(object, "line"), &span->line) &&
	       take_number(json_object_get(object, "column"), &span->column) &&
	       take_number(json_object_get(object, "end_line"), &span->end_line) &&
	       take_number(json_object_get(object, "end_column"), &span->end_column);
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
	case SPAN:
		return take_span(value, (struct span *)at);
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
	TAKE_LIST(document, "planned", planned_fields, NULL, &result->planned, struct planned_call);
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
	if (good) {
		result_take(result, &read);
		made_from_take(files, &from);
	}
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

void made_from_take(struct made_from *files, struct made_from *from)
{
	for (size_t i = 0; i < from->n; i++)
		VEC_PUSH(files, from->items[i]);
	from->n = 0;
}
