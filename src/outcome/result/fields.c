// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/fields.h"

#include "outcome/result/result.h"

const struct field note_fields[] = {
	{ "file", TEXT, offsetof(struct note, path), false },
	{ "line", NUMBER, offsetof(struct note, line), false },
	{ "column", NUMBER, offsetof(struct note, column), false },
	{ "end_line", NUMBER, offsetof(struct note, end_line), false },
	{ "end_column", NUMBER, offsetof(struct note, end_column), false },
	{ "message", TEXT, offsetof(struct note, message), false },
	{ "shown", TEXT_OR_NULL, offsetof(struct note, excerpt.line), true },
	{ "mark", OFFSET, offsetof(struct note, excerpt.mark), true },
	{ "snippet", TEXT_OR_NULL, offsetof(struct note, excerpt.bytes), true },
	{ "utf16_column", NUMBER, offsetof(struct note, excerpt.column), true },
	{ "utf16_end_column", NUMBER, offsetof(struct note, excerpt.end_column), true },
	{ 0 },
};

const struct field finding_fields[] = {
	{ "rule", RULE, offsetof(struct finding, rule), false },
	{ "severity", SEVERITY, offsetof(struct finding, severity), false },
	{ "confidence", CONFIDENCE, offsetof(struct finding, confidence), false },
	{ "file", TEXT, offsetof(struct finding, path), false },
	{ "line", NUMBER, offsetof(struct finding, line), false },
	{ "column", NUMBER, offsetof(struct finding, column), false },
	{ "end_line", NUMBER, offsetof(struct finding, end_line), false },
	{ "end_column", NUMBER, offsetof(struct finding, end_column), false },
	{ "argument", SPAN, offsetof(struct finding, argument), false },
	{ "text", TEXT, offsetof(struct finding, text), true },
	{ "function", TEXT, offsetof(struct finding, function), false },
	{ "callee", TEXT, offsetof(struct finding, callee), false },
	{ "message", TEXT, offsetof(struct finding, message), false },
	{ "fix", TEXT_OR_NULL, offsetof(struct finding, fix), false },
	{ "notes", NOTES, offsetof(struct finding, notes), false },
	{ 0 },
};

const struct field edit_fields[] = {
	{ "file", TEXT, offsetof(struct edit, path), false },
	{ "offset", OFFSET, offsetof(struct edit, offset), false },
	{ "old", TEXT, offsetof(struct edit, old_text), false },
	{ "new", TEXT, offsetof(struct edit, new_text), false },
	{ 0 },
};

const struct field planned_fields[] = {
	{ "file", TEXT, offsetof(struct planned_call, path), false },
	{ "offset", OFFSET, offsetof(struct planned_call, offset), false },
	{ "call", TEXT, offsetof(struct planned_call, call), false },
	{ 0 },
};

const struct field pinned_fields[] = {
	{ "file", TEXT, offsetof(struct pinned, path), false },
	{ "line", NUMBER, offsetof(struct pinned, line), false },
	{ "column", NUMBER, offsetof(struct pinned, column), false },
	{ "function", TEXT, offsetof(struct pinned, function), false },
	{ "callee", TEXT, offsetof(struct pinned, callee), false },
	{ "case", NUMBER, offsetof(struct pinned, number), false },
	{ "why", TEXT, offsetof(struct pinned, why), false },
	{ 0 },
};

const struct field left_fields[] = {
	{ "file", TEXT, offsetof(struct left, path), false },
	{ "line", NUMBER, offsetof(struct left, line), false },
	{ "column", NUMBER, offsetof(struct left, column), false },
	{ "function", TEXT, offsetof(struct left, function), false },
	{ "reason", TEXT, offsetof(struct left, reason), false },
	{ 0 },
};

const struct field unanalysed_fields[] = {
	{ "file", TEXT, offsetof(struct unanalysed, path), false },
	{ "line", NUMBER, offsetof(struct unanalysed, line), false },
	{ "reason", TEXT, offsetof(struct unanalysed, reason), false },
	{ 0 },
};

const struct field file_fields[] = {
	{ "file", TEXT, offsetof(struct read_file, path), false },
	{ "read", READING, offsetof(struct read_file, reading), false },
	{ 0 },
};

const struct field by_macro_fields[] = {
	{ "file", TEXT, offsetof(struct by_macro, path), false },
	{ "line", NUMBER, offsetof(struct by_macro, line), false },
	{ "column", NUMBER, offsetof(struct by_macro, column), false },
	{ "name", TEXT, offsetof(struct by_macro, macro), false },
	{ "callee", FUNCTION, offsetof(struct by_macro, callee), false },
	{ "function", TEXT, offsetof(struct by_macro, function), false },
	{ 0 },
};

/* Of struct made_from an item is a path. */
const struct field made_from_fields[] = {
	{ "file", TEXT, 0, false },
	{ 0 },
};

const char *field_word(enum field_kind kind, unsigned value)
{
	if (kind == SEVERITY)
		return value <= SEVERITY_ERROR ? severity_name(value) : NULL;
	if (kind == CONFIDENCE)
		return value <= CONFIDENCE_HIGH ? confidence_name(value) : NULL;
	return value <= READ_EXACTLY ? reading_name(value) : NULL;
}
