/* SPDX-License-Identifier: GPL-2.0-only */
/* Counts the calls of a run that was analysed, for GOAL_FIND at least. */
#ifndef GUPTIDY_DRIVE_STATS_H
#define GUPTIDY_DRIVE_STATS_H

#include "outcome/result/stats.h"
#include "treewide/run/run.h"

/*
 * Adds the run's tree with each mention that is a call. What the flags may hold is read from the text;
 * who leaves that to a compiler counts as short.
 */
void run_count(const struct run *run, struct stats *stats);

#endif
