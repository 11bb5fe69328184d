/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls by way of macros, judged where they are written: at the use if what is wrong stands there, in
 * the macro's body, once, if it stands there.
 */
#ifndef GUPTIDY_ANALYSE_BY_MACRO_H
#define GUPTIDY_ANALYSE_BY_MACRO_H

#include "treewide/analyse/analyse.h"

/* Lists the source's calls by way of macros, and judges them up to the analysis' goal. */
void analyse_by_macro(struct analysis *analysis);

#endif
