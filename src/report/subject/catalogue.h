/* SPDX-License-Identifier: GPL-2.0-only */
/* What `guptidy pairs` prints, and the part of `guptidy api` that is about wrappers. */
#ifndef GUPTIDY_SUBJECT_CATALOGUE_H
#define GUPTIDY_SUBJECT_CATALOGUE_H

#include "report/format/format.h"

#include <jansson.h>

/* The members that pages lie in, each with those that fill and empty it. */
void text_pairs(const struct report *report, FILE *out);
void json_pairs(const struct report *report, FILE *out);

/* The wrappers; a line each, or an array. */
void text_wrappers(const struct catalogue *catalogue, const struct shown *shown, FILE *out);
json_t *json_wrappers(const struct catalogue *catalogue);

#endif
