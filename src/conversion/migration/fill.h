/* SPDX-License-Identifier: GPL-2.0-only */
/* The new call of a rule, filled with the arguments of an old one. */
#ifndef GUPTIDY_MIGRATION_FILL_H
#define GUPTIDY_MIGRATION_FILL_H

#include "c/source/source.h"
#include "c/syntax/call.h"
#include "conversion/migration/migration.h"
#include "outcome/plan/call_plan.h"

struct filling {
	const struct migration *migration;
	const struct migration_rule *rule;	/* that matches the call, and has a successor */
	struct source *source;
	const struct call *call;	/* no directive stands in it */
	bool keeps_effects;		/* what a dropped argument does becomes a statement in front */
	const struct expr *parts[MOST_PARTS];	/* what the rule's parts stand for; filled in */
	/* Out: arguments that become statements, in their order. In the source's arena. */
	size_t *kept;
	size_t n_kept;
};

/*
 * Makes the plan; it and its text live in the source's arena. NULL, or why it can't be done without a
 * person: an argument that does something would be lost or done twice, a comment has no place any more.
 */
const char *migration_fill(struct filling *filling, struct call_plan *plan);

#endif
