/* SPDX-License-Identifier: GPL-2.0-only */
/* What the readers of rules share; nobody else includes it. */
#ifndef GUPTIDY_MIGRATION_READER_H
#define GUPTIDY_MIGRATION_READER_H

#include "conversion/migration/private.h"

/* One rule while it is read. */
struct rule_reader {
	struct migration *migration;
	const struct token_list *tokens;
	struct err *err;
	size_t at;
};

#define FAIL(reader, token, ...) \
	migration_fail((reader)->migration, token, (reader)->err, __VA_ARGS__)

/* The text of token i, in the migration's arena; and how a message calls it. */
const char *word_at(const struct rule_reader *reader, size_t i);
const char *shown(const struct rule_reader *reader, size_t i);

/* True if token i is there and an identifier. */
bool is_name(const struct rule_reader *reader, size_t i);

/* True if a line ends between the tokens. */
bool is_new_line(const struct rule_reader *reader, size_t before, size_t i);

/* The token of code behind token i. */
size_t next(const struct rule_reader *reader, size_t i);

/* Small letters, nothing that says what it is: of the right side a parameter's name that was misspelt, most likely. */
bool is_stray(const struct rule_reader *reader, size_t i);

/* Sets the error that such a name is; -1. */
int refuse_stray(struct rule_reader *reader, const struct migration_rule *rule, size_t i);

/* What of the expression cannot be read, or NULL. */
const struct expr *bad_part(const struct expr *expr);

/* True for what a call's argument can be held against, operator by operator. */
bool expr_has_form(const struct expr *expr);

/* where.c: reads what stands behind "where", which reader->at is, and becomes the last token of the line. */
int read_where(struct rule_reader *reader);

/* where.c: the same behind "drop". */
int read_drop(struct rule_reader *reader);

#endif
