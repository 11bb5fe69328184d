/* SPDX-License-Identifier: GPL-2.0-only */
/* Which rule of a migration a call falls under. */
#ifndef GUPTIDY_MIGRATION_MATCH_H
#define GUPTIDY_MIGRATION_MATCH_H

#include "c/source/source.h"
#include "c/syntax/call.h"
#include "conversion/migration/migration.h"

/* The first rule that matches the call, or NULL. */
const struct migration_rule *migration_match(const struct migration *migration,
						const struct source *source,
						const struct call *call);

/* True if a rule is for calls of that name with n arguments, whatever they are. */
bool migration_takes(const struct migration *migration, const char *name, size_t n);

/* True if the call is a statement of its own, in a block: others can be put in front of it. */
bool call_is_statement(const struct source *source, const struct call *call);

/*
 * True if the call's arguments have the forms of the rule's patterns; sets parts[] to the expressions that its parts
 * stand for.
 */
bool rule_bind(const struct migration *migration, const struct migration_rule *rule, const struct source *source,
	       const struct call *call, const struct expr *parts[MOST_PARTS]);

#endif
