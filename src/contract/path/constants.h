/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a step tells of a condition by setting its variable to a constant: behind `have = true;` a way takes
 * no branch for !have.
 */
#ifndef GUPTIDY_PATH_CONSTANTS_H
#define GUPTIDY_PATH_CONSTANTS_H

#include "contract/path/conditions.h"

/* Sets conditions->set and conditions->set_true, and is_set of those that a step tells of. */
void constants_read(struct conditions *conditions, const struct graph *graph);

#endif
