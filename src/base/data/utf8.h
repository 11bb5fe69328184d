/* SPDX-License-Identifier: GPL-2.0-only */
/* Bytes of any encoding in files that must be UTF-8. */
#ifndef GUPTIDY_DATA_UTF8_H
#define GUPTIDY_DATA_UTF8_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct buf;

/* The bytes of the valid character that text begins with, or 0. Looks at no byte behind a NUL. */
size_t utf8_length(const char *text);

/* True if the whole text is valid. */
bool utf8_is_valid(const char *text);

/* Appends the text; each byte that is no valid UTF-8 becomes U+FFFD. */
void utf8_add(struct buf *buf, const char *text);

/* A new JSON string of the text, as utf8_add() makes it. */
json_t *json_text(const char *text);

#endif
