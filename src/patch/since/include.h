/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a file includes the headers of the kernel, and where it gets one of its own behind them. */
#ifndef GUPTIDY_SINCE_INCLUDE_H
#define GUPTIDY_SINCE_INCLUDE_H

#include "c/outline/outline.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The byte, at the begin of a line, where an #include goes that must stand behind all of <...> and in front of
 * the byte first; NO_TOKEN: there are none. *starts_group: a blank line must part it from what stands before.
 */
size_t include_place(const struct outline *outline, size_t first, bool *starts_group);

#endif
