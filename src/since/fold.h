/* SPDX-License-Identifier: GPL-2.0-only */
/* Ladders of #if branches whose calls become one and the same: they are that one call then. */
#ifndef GUPTIDY_SINCE_FOLD_H
#define GUPTIDY_SINCE_FOLD_H

#include "edit/edit.h"
#include "syntax/source.h"
#include "target/target.h"

/*
 * Adds an edit for each ladder of the source whose branches hold calls of the family, and are token by token
 * the same once each of these is the target's call. All ways must be there: the last branch is an #else. What
 * stays is a branch that says so already.
 */
void fold_ladders(struct source *source, const struct target *to, struct edit_list *edits);

#endif
