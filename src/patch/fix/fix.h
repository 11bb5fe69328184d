/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Findings become edits: each call that a finding has ready as it should be. What comes of it is proved
 * and delivered as a conversion is, see patch/prove/rewrite.h.
 */
#ifndef GUPTIDY_FIX_FIX_H
#define GUPTIDY_FIX_FIX_H

#include "check/triage/triage.h"
#include "treewide/run/run.h"

/*
 * Adds to the result, sorted, the edits that the findings ask for which these choices show, with what is
 * planned; left is what has a call ready that cannot be put in its place. A call that several findings are
 * about changes once. Advice, and findings of low confidence, are passed over unless the choices name their
 * rule. Returns how many findings are shown, and passed over or without a call ready.
 */
size_t fix_findings(struct run *run, const struct choices *choices);

#endif
