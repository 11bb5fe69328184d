/* SPDX-License-Identifier: GPL-2.0-only */
/* What a step does to the conditions of its function: which may come out differently behind it. */
#ifndef GUPTIDY_PATH_CONDITION_CHANGES_H
#define GUPTIDY_PATH_CONDITION_CHANGES_H

#include "contract/path/conditions.h"

/* Sets is_shared and is_exposed of all that were read. */
void conditions_expose(struct conditions *conditions, const struct graph *graph);

/*
 * Those that the step sets, or hands the address of to somebody, and those that others may set who are called
 * there: a bit for each.
 */
void condition_changes(const struct conditions *conditions, const struct step *step, uint32_t *changed,
		       uint32_t *touched);

#endif
