/* SPDX-License-Identifier: GPL-2.0-only */
/* Prints the family as a tree declares it. */
#ifndef GUPTIDY_REPORT_API_H
#define GUPTIDY_REPORT_API_H

#include <stdio.h>

struct declared;
struct report;

/* A declaration as C has it, on one line, without the semicolon; the caller frees it. */
char *api_prototype(const struct declared *declared);

/* For people. */
void text_api(const struct report *report, FILE *out);

/* As JSON: {"schema", "tool", "tree", "functions": [...], "disagreements": [...]}. */
void json_api(const struct report *report, FILE *out);

#endif
