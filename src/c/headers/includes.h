/* SPDX-License-Identifier: GPL-2.0-only */
/* What a file includes in quotes, and which headers have macros that name the family: by their text. */
#ifndef GUPTIDY_HEADERS_INCLUDES_H
#define GUPTIDY_HEADERS_INCLUDES_H

#include <stdbool.h>
#include <stddef.h>

/* The name in the next `#include "name"` of text, from at on, and its length; NULL: there is none. */
const char *includes_next(const char *text, const char *at, size_t *length);

/* True if a macro that the text defines names the family. */
bool includes_define_leading(const char *path, const char *text);

#endif
