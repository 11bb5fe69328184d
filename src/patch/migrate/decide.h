/* SPDX-License-Identifier: GPL-2.0-only */
/* The decision which functions follow their calls: see patch/migrate/following.h. */
#ifndef GUPTIDY_MIGRATE_DECIDE_H
#define GUPTIDY_MIGRATE_DECIDE_H

#include "patch/migrate/file.h"
#include "treewide/run/run.h"

/*
 * Decides by the places that the n files noted. A function follows if each of its places can, its definition is
 * among them, and nobody has the new name yet: that is looked for in all files of the run.
 */
void following_decide(const struct run *run, const struct run_options *options, const struct migrated_file *files,
		      size_t n, struct following *following);

/* True if the file has places of a function that follows, or that something of note keeps from it. */
bool following_concerns(const struct following *following, const struct migrated_file *file);

#endif
