/* SPDX-License-Identifier: GPL-2.0-only */
/* Prints the family as a tree declares it. */
#ifndef GUPTIDY_SUBJECT_API_H
#define GUPTIDY_SUBJECT_API_H

#include <stdio.h>

struct report;

/* For people. */
void text_api(const struct report *report, FILE *out);

/* As JSON: {"schema", "tool", "tree", "functions": [...], "disagreements": [...]}. */
void json_api(const struct report *report, FILE *out);

#endif
