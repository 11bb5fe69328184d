/* SPDX-License-Identifier: GPL-2.0-only */
/* Makes the compiler look into an #if branch that is off. */
#ifndef GUPTIDY_PREPROCESS_FORCE_H
#define GUPTIDY_PREPROCESS_FORCE_H

#include "c/outline/outline.h"

/*
 * A copy of the outline's text in which the branch and all around it are on. Conditions become 1 or
 * 0 in place, blanks fill the rest: each byte elsewhere keeps its offset. Ends with a NUL; the
 * caller frees it.
 */
char *force_branch(const struct outline *outline, size_t branch);

#endif
