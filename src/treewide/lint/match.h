/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is new in the second of two results. A finding is known by its meaning and not by its line:
 *	the same rule, file, function, callee and text of the call;
 *	or, among those that are left, the same rule, callee and text: it was moved;
 *	or the same rule, file, function and callee, and a text in which names were changed only.
 * Each finding of the old state accounts for one of the new state.
 */
#ifndef GUPTIDY_LINT_MATCH_H
#define GUPTIDY_LINT_MATCH_H

#include "treewide/run/run.h"

/* Drops the findings that the old state accounts for. */
void match_findings(const struct finding_list *old, struct finding_list *findings);

/*
 * Moves what could not be analysed in the old state either from run's unanalysed to its
 * unanalysed_before: the same reason, for a line of the same text. What concerns a whole file stays.
 */
void match_unanalysed(const struct run *old, struct run *run);

#endif
