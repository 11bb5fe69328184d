/* SPDX-License-Identifier: GPL-2.0-only */
/* Literals of a migration: what stands for itself, and is found in a call by its words. */
#ifndef GUPTIDY_MIGRATION_LITERAL_H
#define GUPTIDY_MIGRATION_LITERAL_H

#include "conversion/migration/migration.h"

/* A reserved word of C. */
bool is_keyword_of_c(const struct token_list *tokens, size_t i);

/* True if tokens [first, last) of a migration stand for themselves: NULL, a number, CAPITALS, `C`. */
bool literal_is(const struct migration *migration, size_t first, size_t last);

/*
 * True if tokens [a, a_end) say the same as the literal [first, last): the same words, in parentheses or
 * not; a number of the same value; of NULL, also 0.
 */
bool literal_equals(const struct migration *migration, size_t first, size_t last,
		    const struct outline *outline, size_t a, size_t a_end);

#endif
