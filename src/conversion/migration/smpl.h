/* SPDX-License-Identifier: GPL-2.0-only */
/* A migration as a semantic patch, for spatch: with the modes patch, context, org and report. */
#ifndef GUPTIDY_MIGRATION_SMPL_H
#define GUPTIDY_MIGRATION_SMPL_H

#include "conversion/migration/migration.h"

/*
 * Appends it. Each rule becomes one of spatch's, which leaves out what the rules in front of it have matched.
 * spatch does not ask whether an argument does something, nor what a name means.
 */
void migration_smpl(const struct migration *migration, struct buf *out);

#endif
