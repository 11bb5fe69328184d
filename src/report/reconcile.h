/* SPDX-License-Identifier: GPL-2.0-only */
/* Prints where two engines differ. */
#ifndef GUPTIDY_REPORT_RECONCILE_H
#define GUPTIDY_REPORT_RECONCILE_H

#include "engines/compare.h"

#include <stdio.h>

/* For people: a line for each difference, and for what spatch did not see, then the counts. */
void text_reconcile(const struct comparison *comparison, const struct result *other, FILE *out);

/*
 * As JSON: {"schema", "tool", "tree", "differences": [...], "agreed": N, "unparsed": [...],
 * "unanalysed": [...]}. unparsed is what spatch did not see.
 */
void json_reconcile(const struct run *run, const struct comparison *comparison,
		    const struct result *other, FILE *out);

#endif
