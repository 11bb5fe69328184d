/* SPDX-License-Identifier: GPL-2.0-only */
/* Which conditions are asked again behind a place: what a way knows of the others need not be kept apart. */
#ifndef GUPTIDY_PATH_NEEDED_H
#define GUPTIDY_PATH_NEEDED_H

#include "contract/path/conditions.h"

/* Sets conditions->needed, whose rest has been read. */
void needed_read(struct conditions *conditions, const struct graph *graph);

#endif
