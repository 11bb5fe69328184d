/* SPDX-License-Identifier: GPL-2.0-only */
/* What a file includes. */
#ifndef GUPTIDY_OUTLINE_INCLUDES_H
#define GUPTIDY_OUTLINE_INCLUDES_H

#include "c/outline/outline.h"

/* The token behind `#include` in a directive, or NO_TOKEN. */
size_t outline_included(const struct outline *outline, size_t directive);

/* The name in an #include, of length bytes, whatever stands around it; NULL: it has none. */
const char *outline_included_name(const struct outline *outline, size_t directive, size_t *length);

/* True if a directive includes "NAME", in whatever folder. */
bool outline_includes(const struct outline *outline, const char *name);

#endif
