/* SPDX-License-Identifier: GPL-2.0-only */
/* A place that declares, defines or exports a function, or takes its address: it follows the calls, or does not. */
#ifndef GUPTIDY_MIGRATE_FOLLOW_H
#define GUPTIDY_MIGRATE_FOLLOW_H

#include "patch/migrate/file.h"
#include "patch/migrate/proof.h"

struct planned_places {
	struct planned *items;
	size_t n, capacity;
};

/*
 * Mention i is meant, and no call. While nothing is decided, notes in the file's places what stands in the way
 * there. Then adds what it becomes to planned, which it keeps in order, and leaves to a person what its comment
 * would still say. False: it stays as it is.
 */
bool follow_mention(const struct migrating *migrating, struct source *source, size_t i,
		    struct migrated_file *migrated, struct planned_places *planned);

#endif
