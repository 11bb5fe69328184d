/* SPDX-License-Identifier: GPL-2.0-only */
/* The proof of all migrated files, behind that by their text: by the declarations, and by the compiler. */
#ifndef GUPTIDY_MIGRATE_PROVE_H
#define GUPTIDY_MIGRATE_PROVE_H

#include "patch/migrate/migrate.h"

/*
 * Has the compiler look at the files whose calls the declarations alone do not prove. reasons[i] says why file i
 * may not be written, or stays NULL; the reasons are the caller's. Calls that must stay are noted in their files.
 * only: the files to look at; NULL: all. What the tree does not declare yet is left in
 * the run's result. -1 sets err: there is no compiler.
 */
int prove_migrated(struct migrated *migrated, const bool *only, char **reasons, struct err *err);

#endif
