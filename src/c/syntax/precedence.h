/* SPDX-License-Identifier: GPL-2.0-only */
/* The binary operators of C. */
#ifndef GUPTIDY_SYNTAX_PRECEDENCE_H
#define GUPTIDY_SYNTAX_PRECEDENCE_H

#include "c/syntax/expr.h"

/* How tightly the binary operator at token op binds, `?` among them; 0: that is none. */
enum precedence precedence_of(const struct token_list *tokens, size_t op);

#endif
