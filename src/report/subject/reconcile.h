/* SPDX-License-Identifier: GPL-2.0-only */
/* Prints where two engines differ. */
#ifndef GUPTIDY_SUBJECT_RECONCILE_H
#define GUPTIDY_SUBJECT_RECONCILE_H

struct report;

#include <stdio.h>

/* For people: a line for each difference, and for what spatch did not see, then the counts. */
void text_reconcile(const struct report *report, FILE *out);

/*
 * As JSON: {"schema", "tool", "tree", "differences": [...], "agreed": N, "unparsed": [...],
 * "unanalysed": [...]}. unparsed is what spatch did not see.
 */
void json_reconcile(const struct report *report, FILE *out);

#endif
