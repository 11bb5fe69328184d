/* SPDX-License-Identifier: GPL-2.0-only */
/* Two engines' edits of one tree, held against each other place by place. */
#ifndef GUPTIDY_ENGINES_COMPARE_H
#define GUPTIDY_ENGINES_COMPARE_H

#include "outcome/result/comparison.h"
#include "treewide/run/run.h"

#include <stdbool.h>

/* Compares the edits of the run's own result with those of the other. Both are sorted. */
void compare_results(struct run *run, const struct result *other, struct comparison *comparison);

/* True if two texts are calls that say the same, whatever parentheses they are written with. */
bool calls_say_the_same(const char *left, const char *right);

#endif
