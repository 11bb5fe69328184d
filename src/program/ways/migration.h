/* SPDX-License-Identifier: GPL-2.0-only */
/* What commands do with --migration, after the options have been parsed. */
#ifndef GUPTIDY_WAYS_MIGRATION_H
#define GUPTIDY_WAYS_MIGRATION_H

#include "program/session/session.h"

/* convert --migration FILE, with --smpl or without; returns the exit status, and has closed the session. */
int convert_by_migration(struct session *session);

/* reconcile --migration FILE; the same. */
int reconcile_by_migration(struct session *session);

/* What the graph's jobs do: the first round of proofs is written; a group of it is proved. -1 sets err. */
int index_migration(struct session *session, struct err *err);
int prove_migration(struct session *session, const char *group, struct err *err);

#endif
