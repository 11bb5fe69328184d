/* SPDX-License-Identifier: GPL-2.0-only */
/* The compiler's word on migrated files: none of it may get a complaint that it did not have. */
#ifndef GUPTIDY_MIGRATE_COMPILED_H
#define GUPTIDY_MIGRATE_COMPILED_H

#include "patch/migrate/migrate.h"

/*
 * Compiles those of the files whose place in asks is set, as they were where that decides, and as they will
 * be, in worker processes. reasons[i] says why file i may not be written, or stays NULL; the reasons are the
 * caller's. Calls that must stay are noted in the file instead, where no declaration hangs on them. -1 sets err: there
 * is no compiler.
 */
int compile_files(struct migrated *migrated, const bool *asks, char **reasons, struct err *err);

#endif
