/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the tree's own declarations prove of a rule, for all of its calls at once. An argument that goes to a
 * parameter of the type that it went to before needs no compiler to say that it may.
 */
#ifndef GUPTIDY_MIGRATE_TYPED_H
#define GUPTIDY_MIGRATE_TYPED_H

#include "base/files/path.h"
#include "conversion/migration/migration.h"
#include "patch/migrate/declared.h"
#include "patch/migrate/sight.h"

enum rule_types {
	TYPES_PROVE,			/* the new call takes whatever the old one took, or is the same once expanded */
	TYPES_ASK,			/* a macro, another type, an expression: the compiler must look */
	TYPES_UNKNOWN,			/* what the rule makes is not all declared yet */
};

/*
 * Compares the declarations in include/, as they were and as they will be; they prove nothing if a file can see the
 * old function and not the new one. Where they are TYPES_UNKNOWN, *missing is the name that they do not have, or
 * not with so many parameters.
 */
enum rule_types rule_types(const struct declared_names *before, const struct declared_names *after,
			   struct sight *sight, const struct migration *migration,
			   const struct migration_rule *rule, const char **missing);

/*
 * Adds the headers that declare the old function, a driver's own too, and do not surely bring the new one along: of who
 * includes them, only what else he includes tells whether he sees it.
 */
void rule_blind_headers(struct sight *sight, const struct declared_names *before, const struct declared_names *after,
			const struct migration_rule *rule, struct path_list *headers);

#endif
