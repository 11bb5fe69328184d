/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What an old call and the new one stand for, by the macros in include/. Where that is the same text, they mean the
 * same in every file and configuration, and no compiler need look.
 */
#ifndef GUPTIDY_MIGRATE_EXPANSION_H
#define GUPTIDY_MIGRATE_EXPANSION_H

#include "conversion/migration/migration.h"
#include "patch/migrate/declared.h"

enum expansion {
	EXPANSION_OTHER,		/* or it is not known */
	EXPANSION_SAME,			/* where the new macro is seen */
	EXPANSION_IS_CALL,		/* the old macro is the new call: who can use the one can use the other */
};

/* Compares what the calls of a rule stand for, as they were and as they will be. */
enum expansion rule_expansion(const struct declared_names *names, const struct migration *migration,
			      const struct migration_rule *rule);

#endif
