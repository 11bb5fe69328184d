/* SPDX-License-Identifier: GPL-2.0-only */
/* The labels of `switch (x)` as conditions on x: a way that has set it to a constant goes to no other case. */
#ifndef GUPTIDY_PATH_CASES_H
#define GUPTIDY_PATH_CASES_H

#include "contract/path/conditions.h"

/* Adds those of a switch that ends the block, if it has few of them and x is a variable by itself. */
void cases_add(struct conditions *conditions, const struct block *block);

#endif
