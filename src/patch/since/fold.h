/* SPDX-License-Identifier: GPL-2.0-only */
/* Ladders of #if branches whose calls become one and the same: they are that one call then. */
#ifndef GUPTIDY_SINCE_FOLD_H
#define GUPTIDY_SINCE_FOLD_H

#include "conversion/compat/compat.h"
#include "outcome/edit/edit.h"
#include "patch/since/eras.h"

/*
 * Adds an edit for each ladder of the source whose branches hold calls of the family, and are token by token
 * the same once each of these is the target's call. Branches that only kernels older than the driver shall run
 * on compile are not asked, and go. All ways must be there: the last branch is an #else, or no kernel skips
 * them all. What stays is a branch that says so already. A ladder with a call of what compat excepts stays.
 * True if a condition that is gone asked for more than the version.
 */
bool fold_ladders(struct source *source, const struct eras *eras, const struct compat *compat,
		  struct edit_list *edits);

#endif
