/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Functions that take or drop a lock, or release pages, for those that call them: no file of theirs need name
 * the family.
 */
#ifndef GUPTIDY_ACROSS_MAY_HELP_H
#define GUPTIDY_ACROSS_MAY_HELP_H

#include "kernel/scan/scan.h"

#include <stdbool.h>
#include <stddef.h>

/* What a file names that has such functions. */
extern const struct symbol helper_names[];
extern const size_t helper_name_count;

/* True if the text of a file names a lock, a release or the family: else no function of it helps others. */
bool text_may_help(const char *text, size_t length);

#endif
