/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The second look of check, with all files known to each other: what only several of them together tell,
 * and the calls of the family's relatives, which no mention leads to. It is by text alone, and quick:
 * nothing of it is kept.
 */
#ifndef GUPTIDY_RUN_ACROSS_H
#define GUPTIDY_RUN_ACROSS_H

#include "run/run.h"

/* Adds what is found to the run's result, which holds what each file tells alone. */
void run_look_across(struct run *run, const struct run_options *options);

#endif
