/* SPDX-License-Identifier: GPL-2.0-only */
/* Whether a change reaches files that it does not touch. */
#ifndef GUPTIDY_LINT_DECLARES_H
#define GUPTIDY_LINT_DECLARES_H

#include "calls/family/family.h"

#include <stdbool.h>
#include <stddef.h>

/* True if both trees declare the family alike, as far as callers in other files can see. */
bool declares_same(const struct family *a, const struct family *b);

/* True if two texts of a file differ in comments and blanks only. */
bool says_same(const char *a, size_t a_length, const char *b, size_t b_length);

/*
 * The folder whose files may include a header: the whole tree ("") for one that lies in an include
 * folder, else the folder two levels above it, though never less than two below the root. The
 * caller frees it.
 */
char *reach_of_header(const char *path);

#endif
