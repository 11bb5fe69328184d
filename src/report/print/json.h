/* SPDX-License-Identifier: GPL-2.0-only */
/* The document of --format=json, for reports that carry it inside of something else. */
#ifndef GUPTIDY_PRINT_JSON_H
#define GUPTIDY_PRINT_JSON_H

#include <jansson.h>

struct report;

/* What find, check and convert print as JSON; the caller owns it. */
json_t *json_result(const struct report *report);

#endif
