/* SPDX-License-Identifier: GPL-2.0-only */
/* What is too large to be walked through. Whoever leaves a function out for it says so. */
#ifndef GUPTIDY_PATH_LIMITS_H
#define GUPTIDY_PATH_LIMITS_H

#include "c/source/source.h"

/* A function of more tokens, or of more blocks, is a machine's, or a table. */
#define MAX_WALK_TOKENS 8000
#define MAX_WALK_BLOCKS 1000

/* Why locks and pages are not followed through the function, for the ledger; NULL: they are. Arena. */
const char *limits_why(struct source *source, const struct function *function);

#endif
