/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a file includes the headers of the kernel, and where it gets one of its own behind them. */
#ifndef GUPTIDY_SINCE_INCLUDE_H
#define GUPTIDY_SINCE_INCLUDE_H

#include "c/outline/outline.h"

#include <stdbool.h>
#include <stddef.h>

/* What an #include is for. */
struct included_for {
	size_t first;			/* the first byte that needs it; NO_TOKEN: none */
	size_t branch;			/* the innermost that all stands in which needs it, or NO_TOKEN */
};

/* Adds a byte, behind those before it in the text. */
void included_for_add(struct included_for *needs, const struct outline *outline, size_t offset);

/*
 * The byte, at the begin of a line, where the #include goes: behind all of <...> in front of the first that
 * needs it, and in no branch that some of that is not in. NO_TOKEN: there are none. *starts_group: a blank line
 * must part it from what stands before.
 */
size_t include_place(const struct outline *outline, const struct included_for *needs, bool *starts_group);

#endif
