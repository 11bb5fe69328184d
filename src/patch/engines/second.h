/* SPDX-License-Identifier: GPL-2.0-only */
/* convert --engine=cocci: the second engine's edits in the place of the own ones. */
#ifndef GUPTIDY_ENGINES_SECOND_H
#define GUPTIDY_ENGINES_SECOND_H

#include "treewide/run/run.h"

/*
 * Makes the edits of a run that was analysed up to GOAL_CONVERT those of spatch. The own reading is
 * kept for what spatch cannot say: what it leaves as it is although it could be converted is left to
 * a person, and a change of a namesake is not made. -1 sets err: there is no spatch, or no scripts.
 */
int convert_by_spatch(struct run *run, const struct run_options *options, struct err *err);

#endif
