// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/form.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "kernel/api/api.h"
#include "outcome/result/fields.h"

#include <stdlib.h>

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

/* What reports show, or all that a result is read again from. */
enum extent { SHOWN, WHOLE };

static void put_text(json_t *object, const char *key, const char *text, enum extent extent)
{
	json_object_set_new(object, key, text ? json_text(text) : json_null());
	if (extent == WHOLE && text && !utf8_is_valid(text))
		put_bytes(object, key, text);
}

static json_t *span_of(const struct span *span)
{
	if (!span->line)
		return json_null();
	return json_pack("{s:i, s:i, s:i, s:i}", "line", (int)span->line, "column", (int)span->column,
			 "end_line", (int)span->end_line, "end_column", (int)span->end_column);
}

static json_t *list_of(const struct field *fields, const void *items, size_t n, size_t size,
		       enum extent extent);

#define LIST(fields, list, extent)							\
	list_of(fields, (list).items, (list).n, sizeof(*(list).items), extent)

static void put_field(json_t *object, const struct field *field, const void *item, enum extent extent)
{
	const char *at = (const char *)item + field->at;
	json_t *value;

	switch (field->kind) {
	case TEXT:
	case TEXT_OR_NULL:
		put_text(object, field->key, *(char *const *)at, extent);
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
	case SPAN:
		value = span_of((const struct span *)at);
		break;
	case NOTES:
		value = LIST(note_fields, *(const struct note_list *)at, extent);
		break;
	default:
		value = json_string(field_word(field->kind, *(const unsigned *)at));
	}
	json_object_set_new(object, field->key, value);
}

/* n items of that size as objects. */
static json_t *list_of(const struct field *fields, const void *items, size_t n, size_t size,
		       enum extent extent)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *object = json_object();

		for (const struct field *field = fields; field->key; field++)
			if (extent == WHOLE || !field->is_inner)
				put_field(object, field, (const char *)items + i * size, extent);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *mentions_of(const struct result *result, enum extent extent)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->mentions.n; i++) {
		const struct classified *c = &result->mentions.items[i];
		json_t *object = json_object();

		put_text(object, "file", c->path, extent);
		json_object_set_new(object, "line", json_integer(c->mention->line));
		json_object_set_new(object, "column", json_integer(c->mention->column));
		json_object_set_new(object, "name", json_string(c->mention->symbol->name));
		json_object_set_new(object, "class", json_string(mention_class_name(c->class)));
		put_text(object, "function", c->function, extent);
		json_array_append_new(array, object);
	}
	return array;
}

json_t *form_mentions(const struct result *result)
{
	return mentions_of(result, SHOWN);
}

json_t *form_macro_calls(const struct result *result)
{
	return LIST(by_macro_fields, result->by_macro, SHOWN);
}

static void put_patch(json_t *object, size_t number)
{
	if (number)
		json_object_set_new(object, "patch", json_integer((json_int_t)number));
}

json_t *form_findings(const struct finding_list *findings)
{
	json_t *array = LIST(finding_fields, *findings, SHOWN);

	for (size_t i = 0; i < findings->n; i++)
		if (findings->items[i].allowed)
			put_text(json_array_get(array, i), "reason", findings->items[i].allowed, SHOWN);
	for (size_t i = 0; i < findings->n; i++)
		put_patch(json_array_get(array, i), findings->items[i].patch);
	return array;
}

json_t *form_edits(const struct edit_list *edits)
{
	return LIST(edit_fields, *edits, SHOWN);
}

json_t *form_pinned(const struct result *result)
{
	return LIST(pinned_fields, result->pinned, SHOWN);
}

json_t *form_left(const struct result *result)
{
	return LIST(left_fields, result->left, SHOWN);
}

json_t *form_unanalysed(const struct unanalysed *items, size_t n)
{
	json_t *array = list_of(unanalysed_fields, items, n, sizeof(*items), SHOWN);

	for (size_t i = 0; i < n; i++)
		put_patch(json_array_get(array, i), items[i].patch);
	return array;
}

json_t *form_patches(const struct result *result)
{
	json_t *array = json_array();

	for (size_t i = 0; i < result->judged.n; i++) {
		const struct judged *judged = &result->judged.items[i];
		json_t *object = json_object();

		put_text(object, "commit", judged->commit, SHOWN);
		put_text(object, "subject", judged->subject, SHOWN);
		put_text(object, "trouble", judged->trouble, SHOWN);
		json_object_set_new(object, "findings", json_integer((json_int_t)judged_findings(result, i + 1)));
		json_object_set_new(object, "unanalysed",
				    json_integer((json_int_t)judged_unanalysed(result, i + 1)));
		json_array_append_new(array, object);
	}
	return array;
}

json_t *form_files(const struct result *result)
{
	return LIST(file_fields, result->files, SHOWN);
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
	json_t *document = json_pack("{s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
		"schema", FORM_SCHEMA, "mentions", mentions_of(result, WHOLE),
		"macro_calls", LIST(by_macro_fields, result->by_macro, WHOLE),
		"findings", LIST(finding_fields, result->findings, WHOLE),
		"files", LIST(file_fields, result->files, WHOLE),
		"edits", LIST(edit_fields, result->edits, WHOLE),
		"planned", LIST(planned_fields, result->planned, WHOLE),
		"left", LIST(left_fields, result->left, WHOLE),
		"unanalysed", LIST(unanalysed_fields, result->unanalysed, WHOLE),
		"made_from", LIST(made_from_fields, *files, WHOLE));
	char *text = json_dumps(document, JSON_COMPACT);

	buf_puts(out, text ? text : "");
	free(text);
	json_decref(document);
}
