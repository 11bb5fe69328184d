/* SPDX-License-Identifier: GPL-2.0-only */
/* Which keys the objects of a form have, and which members of which structs they are. */
#ifndef GUPTIDY_RESULT_FIELDS_H
#define GUPTIDY_RESULT_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

/* Behind the key of a text that is no UTF-8: its bytes, each as the character of that number. */
#define BYTES "_bytes"

enum field_kind {
	TEXT,				/* char *, never NULL */
	TEXT_OR_NULL,
	RULE,				/* const char *, one of the program's own */
	FUNCTION,			/* const struct gup_function *, by its name */
	NUMBER,				/* uint32_t */
	OFFSET,				/* size_t */
	NOTES,				/* struct note_list */
	SPAN,				/* struct span, NULL for line 0 */
	SEVERITY, CONFIDENCE, READING,	/* enums, by name */
};

/* One member of a struct; no key ends a list. */
struct field {
	const char *key;
	enum field_kind kind;
	size_t at;			/* offset in the struct */
	bool is_inner;			/* reports do not show it */
};

/* Of each list. */
extern const struct field note_fields[];
extern const struct field finding_fields[];
extern const struct field edit_fields[];
extern const struct field planned_fields[];
extern const struct field pinned_fields[];
extern const struct field left_fields[];
extern const struct field unanalysed_fields[];
extern const struct field file_fields[];
extern const struct field by_macro_fields[];
extern const struct field made_from_fields[];

/* The word for a value of that kind, NULL behind the last one. */
const char *field_word(enum field_kind kind, unsigned value);

#endif
