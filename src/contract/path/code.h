/* SPDX-License-Identifier: GPL-2.0-only */
/* The text by which a path knows an expression again: blanks and comments make no other one of it. */
#ifndef GUPTIDY_PATH_CODE_H
#define GUPTIDY_PATH_CODE_H

#include "c/syntax/expr.h"

/* The text of tokens [first, last), without blanks and comments; in the arena. */
char *code_text(const struct outline *outline, size_t first, size_t last, struct arena *arena);

/* The same of an expression; in the arena, too. */
char *code_of_expr(const struct outline *outline, const struct expr *expr, struct arena *arena);

/* True if both are the same but for blanks, comments and the parentheses around. */
bool code_is_same(const struct outline *outline, const struct expr *a, const struct expr *b);

/* The first name of `work->pinned`, of which token i is the last; NO_TOKEN: it is no such text. */
size_t code_object(const struct outline *outline, size_t i);

#endif
