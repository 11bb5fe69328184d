/* SPDX-License-Identifier: GPL-2.0-only */
/* Expressions that do something beside having a value. */
#ifndef GUPTIDY_MIGRATION_EFFECTS_H
#define GUPTIDY_MIGRATION_EFFECTS_H

#include "c/syntax/expr.h"

/*
 * True if the expression may do something: a call, an assignment, ++; what can't be read may, if it has
 * anything of the kind. The names in conversion/migration/harmless.def are no calls.
 */
bool expr_may_act(const struct outline *outline, const struct expr *expr);

#endif
