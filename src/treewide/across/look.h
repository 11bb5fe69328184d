/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The second look of check, with all files known to each other: what only several of them together tell,
 * and the calls of relatives and wrappers, which no mention leads to. Of a whole tree it is kept.
 */
#ifndef GUPTIDY_ACROSS_LOOK_H
#define GUPTIDY_ACROSS_LOOK_H

#include "treewide/run/run.h"

/* Adds what is found to the run's result, which holds what each file tells alone. */
void run_look_again(struct run *run, const struct run_options *options);

#endif
