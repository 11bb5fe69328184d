/* SPDX-License-Identifier: GPL-2.0-only */
/* How a statement is left: for the one behind it, or for somewhere else. */
#ifndef GUPTIDY_SYNTAX_JUMP_H
#define GUPTIDY_SYNTAX_JUMP_H

#include "c/syntax/statement.h"

/*
 * The return, goto, break or continue that a run of the statement ends with, or NULL: the next statement may
 * follow. What stands behind it in its block, up to a label or a case, is dead: `return ret;;`.
 */
const struct statement *statement_jump(const struct statement *statement);

/* The same of a list of statements that follow each other. */
const struct statement *statements_jump(const struct statement *first);

#endif
