/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the build says of #if branches that hang on a configure script: kbuild hands over the command of
 * the very file, and the compiler knows what it skipped with that.
 */
#ifndef GUPTIDY_ANALYSE_BUILT_H
#define GUPTIDY_ANALYSE_BUILT_H

#include "treewide/analyse/analyse.h"

/* The -D and -U options of a command (ended by NULL) as lines of C; the caller frees them. */
char *built_defines(char *const *command);

/*
 * Has the compiler settle which VERDICT_FOREIGN branches of the analysis' source it compiles. Without an
 * inquiry that is an open question, if a mention stands in one.
 */
void built_settle(struct analysis *analysis);

#endif
