/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Between analysis and report: which findings the user sees, and which make the status 1.
 *
 * Comments allow some, options choose among the rest.
 */
#ifndef GUPTIDY_TRIAGE_TRIAGE_H
#define GUPTIDY_TRIAGE_TRIAGE_H

#include "run/run.h"

/* The user's choices. All zero is what a user gets who makes none. */
struct choices {
	struct { const struct rule **items; size_t n, capacity; } rules;	/* only these, if any */
	struct { const struct rule **items; size_t n, capacity; } no_rules;	/* not these */
	bool all;			/* also advice, and findings of low confidence */
	enum severity fail_on;		/* lesser findings do not make the status 1 */
	bool verbose;			/* say how each file was read */
};

/*
 * Takes out of the run's result what its user is not to see; what comments allow goes to
 * result.suppressed, and what is wrong with comments becomes findings.
 */
void triage_run(struct run *run, const struct choices *choices);

/* True if one of the findings makes the status 1. */
bool triage_fails(const struct result *result, const struct choices *choices);

/* True if a finding is among those that the options choose. */
bool triage_chooses(const struct choices *choices, const struct finding *finding);

/* Frees the lists of choices. */
void choices_free(struct choices *choices);

#endif
