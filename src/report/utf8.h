/* SPDX-License-Identifier: GPL-2.0-only */
/* Bytes of any encoding as a JSON string. */
#ifndef GUPTIDY_REPORT_UTF8_H
#define GUPTIDY_REPORT_UTF8_H

#include <jansson.h>

/* A new string; each byte that is no valid UTF-8 becomes U+FFFD, as JSON can hold no other. */
json_t *json_text(const char *text);

#endif
