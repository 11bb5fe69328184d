/* SPDX-License-Identifier: GPL-2.0-only */
/* Whose mm it is that somebody has got: who looked up any task has not got his own mm, but for luck. */
#ifndef GUPTIDY_LOCK_TASK_MM_H
#define GUPTIDY_LOCK_TASK_MM_H

#include "c/source/source.h"
#include "c/syntax/expr.h"

/* True if that is the mm of a task which was looked up by a number, in this function. */
bool task_mm_is_of_any(struct source *source, const struct expr *mm);

/* The same of the mm whose lock the operation at the token takes. */
bool task_mm_is_locked(struct source *source, size_t operation);

#endif
