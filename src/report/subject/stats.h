/* SPDX-License-Identifier: GPL-2.0-only */
/* Prints who calls the family, counted, one tree beside the other. */
#ifndef GUPTIDY_SUBJECT_STATS_H
#define GUPTIDY_SUBJECT_STATS_H

#include <stdio.h>

struct report;

/* Tables: by kind, by function, by area. */
void text_stats(const struct report *report, FILE *out);

/* As JSON: {"schema", "tool", "trees": [{"root", "version", "calls", "kinds", "functions", "areas"}], "unanalysed"}. */
void json_stats(const struct report *report, FILE *out);

#endif
