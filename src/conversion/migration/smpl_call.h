/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls of a semantic patch: old ones as patterns, new ones with metavariables. */
#ifndef GUPTIDY_MIGRATION_SMPL_CALL_H
#define GUPTIDY_MIGRATION_SMPL_CALL_H

#include "conversion/migration/migration.h"

#define MOST_WRAPPED 12	/* parameters that are looked at for parentheses */

struct writing {
	const struct migration *migration;
	const struct migration_rule *rule;
	size_t i;			/* of the rule */
	unsigned step;			/* 0: in the modes that change nothing; else a change, from 1 */
	struct buf *out;
	unsigned wrapped;		/* bits: parameters that get parentheses in their place, */
	bool always;			/* also where what the call passes needs none */
};

/* The literal that a condition gives parameter p of the rule, or NULL. */
const struct condition *rule_given(const struct migration_rule *rule, size_t p);

/* Appends the name of a parameter as a metavariable. */
void smpl_put_name(const struct writing *writing, size_t parameter);

/* Appends (a, NULL, rest); of exception (or NULL) its literal stands where its parameter does. */
void smpl_put_patterns(const struct writing *writing, const struct condition *exception);

/* Appends the arguments of the new call, in parentheses. */
void smpl_put_arguments(const struct writing *writing);

/* The parameters, as bits, that need parentheses in some place if the call passes what binds loosely. */
unsigned smpl_loose_parameters(const struct writing *writing);

#endif
