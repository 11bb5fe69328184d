/* SPDX-License-Identifier: GPL-2.0-only */
/* What stands behind a macro's name, as text that can be compared. */
#ifndef GUPTIDY_MIGRATE_MACRO_TEXT_H
#define GUPTIDY_MIGRATE_MACRO_TEXT_H

#include "c/outline/token.h"

#include <stdbool.h>

/*
 * What token name is defined as: each token with a newline, and @0 for the first parameter. NULL: it takes any
 * number of them. The caller frees it.
 */
char *macro_text(const struct token_list *tokens, size_t name);

/*
 * True if two such texts mean the same where a call can stand, whatever the parameters are: they differ in
 * parentheses that change nothing.
 */
bool macro_text_same(const char *left, const char *right);

#endif
