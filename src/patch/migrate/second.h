/* SPDX-License-Identifier: GPL-2.0-only */
/* The second engine on the same migration: spatch, with what --smpl prints. */
#ifndef GUPTIDY_MIGRATE_SECOND_H
#define GUPTIDY_MIGRATE_SECOND_H

#include "outcome/result/comparison.h"
#include "patch/migrate/migrate.h"

/*
 * Runs spatch on a copy of each file that calls what the migration is about, in worker processes, and compares
 * what it makes of the calls with what was migrated. Files that it failed on are in other->unanalysed. -1 sets
 * err: there is no spatch.
 */
int second_compare(const struct migrated *migrated, struct comparison *comparison, struct result *other,
		   struct err *err);

#endif
