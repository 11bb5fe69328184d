/* SPDX-License-Identifier: GPL-2.0-only */
/* A call that a rule takes: what it becomes, or why it stays as it is. */
#ifndef GUPTIDY_MIGRATE_TAKEN_H
#define GUPTIDY_MIGRATE_TAKEN_H

#include "patch/migrate/file.h"
#include "patch/migrate/nearby.h"
#include "patch/migrate/proof.h"

struct taken {
	const struct migrating *migrating;
	const struct migrated_file *migrated;	/* so far */
	struct source *source;
	struct nearby *nearby;			/* of the file */
	const struct migration_rule *rule;
	struct planned planned;			/* its call; the rest is filled in */
};

/* Fills in what is planned. Why the call must stay, in the source's arena, or NULL. */
const char *why_not_taken(struct taken *taken);

#endif
